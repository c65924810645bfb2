/// The returns in the rows of one symbol with the period of each, and how many of these a year has.
public struct ReturnColumn: Sendable, Equatable {
  /// What a return is of.
  public enum Period: Sendable, Equatable {
    case day, bar, row
  }

  /// By days since 1970-01-01, by times of bars, or by numbers of rows where these have no times.
  public let returns: DatedReturns
  public let period: Period
  /// Counted on the axis; missing without times.
  public let periodsPerYear: Double
  /// Whether several rows of a day were put together.
  public let isJoined: Bool
  /// Rows without a return, which are left out.
  public let missing: Int

  /// - Parameters:
  ///   - values: One per row of an axis of one symbol.
  ///   - byDay: Puts the rows of a day together: `prod(1 + r) - 1`, or `sum r` when not compounded.
  /// - Complexity: O(rows).
  public init(
    _ values: [Double], on axis: Axis, byDay: Bool = true, isCompounded: Bool = true
  ) {
    missing = values.count { !$0.isFinite }
    guard axis.hasTime else {
      returns = DatedReturns(days: Array(values.indices), returns: values)
      (period, periodsPerYear, isJoined) = (.row, .nan, false)
      return
    }
    let calendar = axis.days
    guard byDay else {
      returns = DatedReturns(days: axis.times.map { Int($0) }, returns: values)
      (period, periodsPerYear, isJoined) = (.bar, calendar.barsPerYear, false)
      return
    }
    returns = Self.joined(values, calendar.days, isCompounded)
    (period, periodsPerYear) = (.day, calendar.perYear)
    isJoined = returns.count < values.count - missing
  }

  private static func joined(
    _ values: [Double], _ dayOfRow: [Int32], _ isCompounded: Bool
  ) -> DatedReturns {
    var (days, joined): ([Int], [Double]) = ([], [])
    days.reserveCapacity(values.count)
    joined.reserveCapacity(values.count)
    for (value, number) in zip(values, dayOfRow) where value.isFinite {
      let day = Int(number)
      guard let last = joined.last, days.last == day else {
        days.append(day)
        joined.append(value)
        continue
      }
      joined[joined.count - 1] = isCompounded ? (1 + last) * (1 + value) - 1 : last + value
    }
    return DatedReturns(days: days, returns: joined)
  }
}

extension DatedReturns {
  /// Counted days in a year of 365.25 days, where the periods are days; missing for fewer than two.
  public var daysPerYear: Double {
    guard let first = days.first, let last = days.last, last > first else { return .nan }
    return Double(days.count - 1) / Double(last - first) * 365.25
  }
}
