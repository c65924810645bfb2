/// The trading day of every row of an axis, in the zone of its exchange.
///
/// A daily bar belongs to its date, any other bar to the day of its last moment: a bar that ends at
/// midnight belongs to the day it ends. Where a market opens on the evening before a weekday
/// (futures on Sunday), the few bars of that evening belong to the next weekday.
struct AxisDays: Sendable {
  /// Days since 1970-01-01 by row.
  let days: [Int32]
  /// Counted days with a bar per year of 365.25 days: about 252 for a stock exchange, 365.25 for a
  /// market that never closes, 52 for weekly bars. Missing with fewer than two days.
  let perYear: Double
  /// Counted bars per year of one symbol, of the symbol with the most.
  let barsPerYear: Double

  /// - Complexity: O(rows).
  init(_ axis: Axis) {
    var days = Self.days(of: axis)
    var counts: [Int32: Int] = [:]
    Self.forEachRun(of: days) { counts[$0, default: 0] += $1 }
    if !axis.isDaily { Self.moveEvenings(&days, &counts) }
    self.days = days
    let year = 365.25
    guard let first = counts.keys.min(), let last = counts.keys.max(), last > first else {
      (perYear, barsPerYear) = (.nan, .nan)
      return
    }
    let span = Double(last - first)
    perYear = Double(counts.count - 1) / span * year
    let rows = axis.segments.map(\.rows).max { $0.count < $1.count } ?? 0..<0
    guard rows.count > 1 else {
      barsPerYear = perYear
      return
    }
    let length = Double(
      Nanoseconds.subtract(axis.times[rows.upperBound - 1], axis.times[rows.lowerBound]))
    barsPerYear =
      length > 0 ? Double(rows.count - 1) / length * Double(Nanoseconds.day) * year : perYear
  }

  /// A look into the zone per day, not per row.
  private static func days(of axis: Axis) -> [Int32] {
    guard !axis.isDaily else {
      return axis.times.map { Int32(clamping: Nanoseconds.days($0)) }
    }
    let zone = axis.timeZone
    var (from, until, day) = (Int64.max, Int64.min, Int32(0))
    return axis.known.map { known in
      let time = Nanoseconds.add(known, -1)
      if time < from || time >= until {
        day = Int32(clamping: Nanoseconds.days(zone.local(time)))
        from = time
        until = zone.utc(
          fromLocal: Nanoseconds.add(Int64(day) * Nanoseconds.day, Nanoseconds.day))
      }
      return day
    }
  }

  private static func forEachRun(of days: [Int32], _ body: (Int32, Int) -> Void) {
    var start = 0
    while start < days.count {
      var end = start + 1
      while end < days.count, days[end] == days[start] { end += 1 }
      body(days[start], end - start)
      start = end
    }
  }

  /// Saturdays and Sundays with less than half of the bars of a usual day go to the next weekday.
  private static func moveEvenings(_ days: inout [Int32], _ counts: inout [Int32: Int]) {
    let usual = counts.values.sorted()
    guard usual.count > 4 else { return }
    let limit = usual[usual.count / 2] / 2
    var moved: [Int32: Int32] = [:]
    for (day, count) in counts {
      let weekday = CivilDate.weekday(daysSinceEpoch: Int(day))
      if weekday >= 5, count <= limit { moved[day] = day + Int32(7 - weekday) }
    }
    guard !moved.isEmpty else { return }
    for (day, target) in moved {
      counts[target, default: 0] += counts.removeValue(forKey: day) ?? 0
    }
    for row in days.indices {
      if let target = moved[days[row]] { days[row] = target }
    }
  }
}
