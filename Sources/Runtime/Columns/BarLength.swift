/// How long the bars of a frame are to become.
public enum BarLength: Sendable, Hashable {
  /// Nanoseconds, less than a day.
  case intraday(Int64)
  case days(Int)
  /// From Monday.
  case weeks(Int)
  /// From the first.
  case months(Int)

  /// A hundred years.
  static let longest = 36_525 * Nanoseconds.day

  /// - Throws: `Failure` for lengths that are no whole count of one unit.
  public init(nanoseconds: Int64, months: Int) throws {
    guard nanoseconds >= 0, months >= 0, nanoseconds > 0 || months > 0 else {
      throw Self.notPositive()
    }
    guard nanoseconds == 0 || months == 0 else { throw Self.isMixed() }
    guard nanoseconds <= Self.longest, months <= 1200 else { throw Self.isTooLong() }
    if months > 0 {
      self = .months(months)
    } else if nanoseconds % Nanoseconds.week == 0 {
      self = .weeks(Int(nanoseconds / Nanoseconds.week))
    } else if nanoseconds % Nanoseconds.day == 0 {
      self = .days(Int(nanoseconds / Nanoseconds.day))
    } else if nanoseconds < Nanoseconds.day {
      self = .intraday(nanoseconds)
    } else {
      throw Self.isMixed()
    }
  }

  /// The least length in nanoseconds.
  var least: Int64 {
    switch self {
    case .intraday(let length): length
    case .days(let count): Int64(count) * Nanoseconds.day
    case .weeks(let count): Int64(count) * Nanoseconds.week
    case .months(let count): Int64(count) * 28 * Nanoseconds.day
    }
  }

  /// The first and the last day of the period that a day lies in, as days after 1970-01-01.
  ///
  /// - Edge cases: a length below a day gives the day itself.
  func period(of day: Int) -> ClosedRange<Int> {
    switch self {
    case .intraday: return day...day
    case .days(let count):
      let first = Self.floor(day, count)
      return first...(first + count - 1)
    case .weeks(let count):
      let first = Self.floor(day + 3, 7 * count) - 3
      return first...(first + 7 * count - 1)
    case .months(let count):
      let date = CivilDate(daysSinceEpoch: day)
      let month = Self.floor(date.year * 12 + date.month - 1, count)
      return Self.firstDay(month)...(Self.firstDay(month + count) - 1)
    }
  }

  private static func floor(_ value: Int, _ step: Int) -> Int {
    value - ((value % step) + step) % step
  }

  private static func firstDay(_ month: Int) -> Int {
    CivilDate.daysSinceEpoch(year: month / 12, month: month % 12 + 1, day: 1)
  }
}

extension BarLength {
  private static func notPositive() -> Failure {
    Failure("the length of a bar must be positive, such as 1h or 1d", culprit: .parameter("every"))
  }

  private static func isTooLong() -> Failure {
    Failure("a bar is at most a hundred years long", culprit: .parameter("every"))
  }

  private static func isMixed() -> Failure {
    Failure(
      "bars longer than a day are whole days, weeks or months", culprit: .parameter("every"),
      hint: "such as 1d, 5d, 1w, 1mo, 3mo or 1y")
  }
}
