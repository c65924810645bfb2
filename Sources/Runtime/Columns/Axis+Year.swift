extension Axis {
  /// Bars in a year of trading: bars in a typical day times 252 days, or 365 where weekends trade.
  ///
  /// - Edge cases: bars longer than four days are counted by the calendar; without times it is 252.
  public var barsPerYear: Double {
    guard hasTime, rowCount > 1 else { return 252 }
    let year = 365.25 * Double(Nanoseconds.day)
    if frequency > 4 * Nanoseconds.day { return year / Double(frequency) }
    let days = times.map { Nanoseconds.days(localTime($0)) }
    let weekends = days.count { CivilDate.weekday(daysSinceEpoch: $0) >= 5 }
    let daysPerYear = Double(weekends) > 0.05 * Double(rowCount) ? 365.0 : 252.0
    return daysPerYear * Self.typicalRun(of: days, segments)
  }

  /// The median count of rows that share a day within a segment.
  private static func typicalRun(of days: [Int], _ segments: [Segment]) -> Double {
    var runs: [Int] = []
    for segment in segments {
      var first = segment.rows.lowerBound
      for row in segment.rows where days[row] != days[first] {
        runs.append(row - first)
        first = row
      }
      if !segment.rows.isEmpty { runs.append(segment.rows.upperBound - first) }
    }
    guard !runs.isEmpty else { return 1 }
    return Double(runs.sorted()[runs.count / 2])
  }
}
