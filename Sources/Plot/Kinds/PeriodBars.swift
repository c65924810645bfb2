/// Returns by calendar month, or by day over less than a quarter, UTC.
struct PeriodBars: Equatable {
  /// `month` or `day`.
  let period: String
  /// The middles of the periods.
  /// - Unit: nanoseconds UTC.
  let middles: [Int64]
  let returns: [Double]
  /// The width of a bar.
  /// - Unit: seconds.
  let width: Double

  private static let day = Double(CivilTime.secondsPerDay)
  private static let quarter = 90 * day

  /// - Complexity: O(n), for times that ascend.
  init(times: [Int64], returns: [Double], accumulation: Accumulation) {
    let seconds = times.map { Double($0) / 1e9 }
    let isLong = (seconds.last ?? 0) - (seconds.first ?? 0) >= Self.quarter
    period = isLong ? "month" : "day"
    width = (isLong ? 24 : 0.8) * Self.day
    var starts: [Double] = []
    var groups: [[Double]] = []
    for (second, value) in zip(seconds, returns) where value.isFinite {
      guard let start = Self.start(of: second, isMonth: isLong) else { continue }
      if starts.last == start {
        groups[groups.count - 1].append(value)
      } else {
        starts.append(start)
        groups.append([value])
      }
    }
    let half = isLong ? 15.2 * Self.day : Self.day / 2
    middles = starts.map { Int64(exactly: (($0 + half) * 1e9).rounded()) ?? 0 }
    self.returns = groups.map { accumulation.total($0) }
  }

  private static func start(of second: Double, isMonth: Bool) -> Double? {
    guard isMonth else { return (second / day).rounded(.down) * day }
    return CivilTime(seconds: second).map { CivilTime(year: $0.year, month: $0.month).seconds }
  }
}
