/// The day a bar belongs to, and how many such days a year has.
enum TradingDay {
  static let nanoseconds: Int64 = 86_400_000_000_000

  /// Days since 1970-01-01 UTC of a daily bar's label, else of the last moment of the bar: a bar
  /// that ends at midnight belongs to the day it ends.
  static func index(of row: Int, on axis: Axis) -> Int {
    let time = axis.isDaily ? axis.times[row] : axis.known[row] &- 1
    let (day, rest) = time.quotientAndRemainder(dividingBy: nanoseconds)
    return Int(rest < 0 ? day - 1 : day)
  }

  /// Counted days with a bar per year of 365.25 days: about 252 for a stock exchange, 365.25 for a
  /// market that never closes, 52 for weekly bars. Missing with fewer than two days.
  ///
  /// - Complexity: O(rows).
  static func perYear(on axis: Axis) -> Double {
    var days = Set<Int>()
    for row in 0..<axis.times.count { days.insert(index(of: row, on: axis)) }
    guard let first = days.min(), let last = days.max(), last > first else { return .nan }
    return Double(days.count - 1) / Double(last - first) * 365.25
  }
}
