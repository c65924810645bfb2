/// When a market trades, inferred from labels.
public enum TradingCalendar: String, Sendable {
  /// Round the clock, seven days a week.
  case continuous
  /// A row per weekday.
  case weekdays
  /// Sessions within days, closed at weekends.
  case sessions
  /// Weekly, monthly and the like: one row per period.
  case periods
  /// No usual distance of rows: nothing is expected.
  case irregular

  /// - Parameters:
  ///   - local: Ascending labels as wall time.
  ///   - runs: Their days.
  static func infer(
    _ local: [Int64], _ runs: DayRuns, frequency: Int64
  ) -> TradingCalendar {
    guard frequency > 0, local.count > 2 else { return .irregular }
    let usual = local.count - 1 - TimeSteps.breaks(local, longerThan: frequency).count
    guard usual * 10 >= local.count * 3 else { return .irregular }
    if frequency > 4 * Nanoseconds.day { return .periods }
    let days = runs.perWeekday().days
    let working = days[0..<5].reduce(0, +)
    if min(days[5], days[6]) * 5 * 10 >= working * 7 { return .continuous }
    return frequency >= Nanoseconds.day ? .weekdays : .sessions
  }

  /// In words.
  var phrase: String {
    switch self {
    case .continuous: "round the clock, seven days a week"
    case .weekdays: "weekdays"
    case .sessions: "sessions on weekdays"
    case .periods: "one row a period"
    case .irregular: "no usual distance of rows, so no gaps are looked for"
    }
  }

  /// After the distance of rows: `every 1d on weekdays`.
  var suffix: String {
    switch self {
    case .continuous: " round the clock"
    case .weekdays: " on weekdays"
    case .sessions: " in sessions on weekdays"
    case .periods, .irregular: ""
    }
  }
}
