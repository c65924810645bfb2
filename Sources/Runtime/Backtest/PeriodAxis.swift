/// The bars of a part in the order of time, whatever the number of symbols.
///
/// Rows of several symbols with one label are one period.
public struct PeriodAxis: Sendable {
  /// Label of each period in nanoseconds UTC, ascending.
  public let times: [Int64]
  /// For each period the index of its day in `dayTimes`.
  public let dayOfPeriod: [Int]
  /// Each day that has a bar, in the zone of the axis, as midnight UTC of its date; ascending.
  public let dayTimes: [Int64]
  /// Days with a bar per year, counted on the whole frame.
  public let daysPerYear: Double
  /// For each row of the frame its period, or -1 outside the part.
  let periodOfRow: [Int]

  public var count: Int { times.count }

  /// - Complexity: O(n log n) in the rows of the part.
  init(axis: Axis, ranges: [Range<Int>]) {
    var times: [Int64] = []
    for range in ranges { times.append(contentsOf: axis.times[range]) }
    times.sort()
    times = times.reduce(into: []) { unique, time in
      if unique.last != time { unique.append(time) }
    }
    let calendar = TradingDays(axis)
    var periodOfRow = [Int](repeating: -1, count: axis.rowCount)
    var days = [Int](repeating: 0, count: times.count)
    for range in ranges {
      var period = 0
      for row in range {
        while times[period] < axis.times[row] { period += 1 }
        periodOfRow[row] = period
        days[period] = calendar.index(of: row)
      }
    }
    let distinct = Set(days).sorted()
    let position = Dictionary(uniqueKeysWithValues: distinct.enumerated().map { ($1, $0) })
    self.times = times
    self.periodOfRow = periodOfRow
    dayOfPeriod = days.map { position[$0] ?? 0 }
    dayTimes = distinct.map { Int64($0) * Nanoseconds.day }
    daysPerYear = calendar.perYear()
  }

  /// Sums of a series per period over the periods of each day.
  public func daily(_ values: [Double]) -> [Double] {
    var sums = [Double](repeating: 0, count: dayTimes.count)
    for (day, value) in zip(dayOfPeriod, values) { sums[day] += value }
    return sums
  }

  /// Daily profit for the capital, which does not grow; empty without capital.
  func dailyReturns(_ profits: [Double], capital: Double) -> ReturnSeries {
    ReturnSeries(
      capital > 0 ? daily(profits).map { $0 / capital } : [], periodsPerYear: daysPerYear,
      isCompounded: false)
  }

  /// Days over which positions opened one after the other overlap: `hold - 1` bars, rounded up.
  func overlap(ofHold hold: Int) -> Int {
    guard !times.isEmpty else { return 0 }
    let barsPerDay = Double(times.count) / Double(dayTimes.count)
    return Int(exactly: (Double(hold - 1) / barsPerDay).rounded(.up)) ?? hold
  }
}
