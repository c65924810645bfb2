import Runtime

/// The returns of one strategy as an evaluation takes them.
struct Strategy: Sendable {
  let name: String
  let returns: DatedReturns
  let period: ReturnColumn.Period
  /// Missing where nothing says it.
  let periodsPerYear: Double
  let isCompounded: Bool
  /// Periods by which positions opened one after the other overlap.
  var overlap = 0
  /// Rows without a return, left out.
  var missing = 0
  /// Whether bars were put together to days.
  var isJoined = false
  /// Of a book: fingerprint of its bars and the part that it traded.
  var origin: Origin?

  struct Origin: Sendable, Equatable {
    let bars: String
    let part: String
  }

  /// `1,259 days, 2015-01-02 to 2019-12-31`.
  var span: String { Self.span(returns.days, period, periodsPerYear) }

  static func span(
    _ days: [Int], _ period: ReturnColumn.Period, _ periodsPerYear: Double
  ) -> String {
    let count = "\(NumberFormat.count(days.count)) \(period.words(days.count, periodsPerYear))"
    guard let first = days.first, let last = days.last, period != .row else { return count }
    return "\(count), \(period.label(first)) to \(period.label(last))"
  }
}

extension ReturnColumn.Period {
  /// `days`; of weekly and monthly rows `periods`.
  func words(_ count: Int, _ perYear: Double) -> String {
    word(perYear) + (count == 1 ? "" : "s")
  }

  func word(_ perYear: Double) -> String {
    switch self {
    case .day: perYear < 100 ? "period" : "day"
    case .bar: "bar"
    case .row: "period"
    }
  }

  /// The date of a day, the time of a bar, in UTC; the number of a row.
  func label(_ number: Int) -> String {
    switch self {
    case .day: DateFormat.date(Int64(number).multipliedReportingOverflow(by: Nanoseconds.day).0)
    case .bar: DateFormat.dateTime(Int64(number))
    case .row: "\(number)"
    }
  }
}
