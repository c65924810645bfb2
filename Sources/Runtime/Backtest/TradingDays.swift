/// The days that the bars of an axis belong to, in the zone of its exchange.
struct TradingDays {
  private let axis: Axis
  private let zone: Zone

  init(_ axis: Axis) {
    self.axis = axis
    zone = axis.isDaily ? .utc : axis.timeZone
  }

  /// Days since 1970-01-01 of a daily bar's label, else of the last moment of the bar: a bar that
  /// ends at midnight belongs to the day it ends.
  func index(of row: Int) -> Int {
    let time = axis.isDaily ? axis.times[row] : Nanoseconds.add(axis.known[row], -1)
    return Nanoseconds.days(zone.local(time))
  }

  /// Counted days with a bar per year of 365.25 days: about 252 for a stock exchange, 365.25 for a
  /// market that never closes, 52 for weekly bars. Missing with fewer than two days.
  ///
  /// - Complexity: O(rows).
  func perYear() -> Double {
    var days = Set<Int>()
    var latest: Int?
    for row in 0..<axis.times.count {
      let day = index(of: row)
      if day != latest { days.insert(day) }
      latest = day
    }
    guard let first = days.min(), let last = days.max(), last > first else { return .nan }
    return Double(days.count - 1) / Double(last - first) * 365.25
  }
}
