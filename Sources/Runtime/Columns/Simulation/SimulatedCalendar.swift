/// The labels of simulated bars.
enum SimulatedCalendar {
  /// Weekdays for bars of a day, round the clock for all others.
  ///
  /// - Returns: Fewer labels than asked for where time would end.
  static func times(from start: Int64, frequency: Int64, count: Int) -> [Int64] {
    var times: [Int64] = []
    times.reserveCapacity(count)
    var time = start
    while times.count < count {
      let weekday = CivilDate.weekday(daysSinceEpoch: Nanoseconds.days(time))
      if frequency != Nanoseconds.day || weekday < 5 { times.append(time) }
      let (next, overflow) = time.addingReportingOverflow(frequency)
      if overflow { break }
      time = next
    }
    return times
  }
}
