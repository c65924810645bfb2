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

  /// - Parameter local: ascending labels as wall time.
  static func infer(_ local: [Int64], frequency: Int64) -> TradingCalendar {
    guard frequency > 0, local.count > 2 else { return .irregular }
    let usual = zip(local, local.dropFirst()).count { Nanoseconds.subtract($1, $0) <= frequency }
    guard usual * 10 >= local.count * 3 else { return .irregular }
    if frequency > 4 * Nanoseconds.day { return .periods }
    let days = daysPerWeekday(local)
    let working = days[0..<5].reduce(0, +)
    if min(days[5], days[6]) * 5 * 10 >= working * 7 { return .continuous }
    return frequency >= Nanoseconds.day ? .weekdays : .sessions
  }

  /// How many distinct days have rows, Monday first.
  static func daysPerWeekday(_ local: [Int64]) -> [Int] {
    var counts = [Int](repeating: 0, count: 7)
    var last = Int.min
    for time in local {
      let day = Nanoseconds.days(time)
      if day != last { counts[CivilDate.weekday(daysSinceEpoch: day)] += 1 }
      last = day
    }
    return counts
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
}
