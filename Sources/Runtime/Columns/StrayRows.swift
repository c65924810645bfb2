/// Rows on days of the weekend of a market that hardly ever has any.
enum StrayRows {
  static func find(_ axis: Axis) throws -> [Int] {
    guard axis.hasTime else { return [] }
    let zone = axis.isDaily ? Zone.utc : axis.timeZone
    let weekdays = axis.times.map {
      CivilDate.weekday(daysSinceEpoch: Nanoseconds.days(zone.local($0)))
    }
    try Interrupt.check()
    var counts = [Int](repeating: 0, count: 7)
    for weekday in weekdays { counts[weekday] += 1 }
    let working = counts[0..<5].reduce(0, +)
    let closed = (5...6).filter { counts[$0] * 5 * 50 < working }
    return weekdays.indices.filter { closed.contains(weekdays[$0]) }
  }
}
