/// The bars of an axis, or of a part of it, in the order of time, whatever the number of symbols.
///
/// Rows of several symbols with one label are one period.
public struct PeriodAxis: Sendable {
  /// Label of each period in nanoseconds UTC, ascending.
  public let times: [Int64]
  /// For each period the index of its day in `dayTimes`.
  public let dayOfPeriod: [Int32]
  /// Each day that has a bar, in the zone of the axis, as midnight UTC of its date; ascending.
  public let dayTimes: [Int64]
  /// Days with a bar per year, counted on the whole frame.
  public let daysPerYear: Double
  /// Bars per year, counted on the symbol of the frame with the most.
  public let barsPerYear: Double
  let rows: RowPeriods
  /// The first period of each day, and the end of the last.
  private let dayStarts: [Int]

  /// How rows of the frame find their period.
  enum RowPeriods: Sendable {
    /// The rows from the first on are the periods.
    case from(Int)
    /// By row; -1 outside the part.
    case table([Int32])
  }

  public var count: Int { times.count }

  /// The period of a row of the part.
  public func period(of row: Int) -> Int {
    switch rows {
    case .from(let first): row - first
    case .table(let periods): Int(periods[row])
    }
  }

  /// All rows of an axis with times.
  ///
  /// - Complexity: O(rows), O(rows log rows) where symbols have bars of their own.
  init(_ axis: Axis) {
    guard axis.segments.count > 1 else {
      self.init(axis, times: axis.times, rows: .from(0)) { $0 }
      return
    }
    let longest = axis.segments.max { $0.rows.count < $1.rows.count }?.rows ?? 0..<0
    let common = axis.times[longest]
    var periods = [Int32](repeating: -1, count: axis.rowCount)
    let isShared = axis.segments.allSatisfy { axis.times[$0.rows].elementsEqual(common) }
    let times = isShared ? Array(common) : Self.distinct(axis.times)
    for segment in axis.segments {
      var period = 0
      for row in segment.rows {
        while times[period] < axis.times[row] { period += 1 }
        periods[row] = Int32(clamping: period)
      }
    }
    self.init(axis, times: times, rows: .table(periods))
  }

  /// The rows of some ranges, each within one symbol.
  ///
  /// - Complexity: O(rows of the frame).
  init(axis: Axis, ranges: [Range<Int>]) {
    let whole = axis.periods
    let covered = ranges.reduce(0) { $0 + $1.count }
    if covered == axis.rowCount, axis.rowCount > 0 {
      self = whole
      return
    }
    if axis.segments.count == 1, ranges.count == 1 {
      let first = ranges[0].lowerBound
      self.init(axis, times: Array(axis.times[ranges[0]]), rows: .from(first)) { $0 + first }
      return
    }
    var isUsed = [Bool](repeating: false, count: whole.count)
    for range in ranges { for row in range { isUsed[whole.period(of: row)] = true } }
    var places = [Int32](repeating: -1, count: whole.count)
    var times: [Int64] = []
    for period in isUsed.indices where isUsed[period] {
      places[period] = Int32(clamping: times.count)
      times.append(whole.times[period])
    }
    var periods = [Int32](repeating: -1, count: axis.rowCount)
    for range in ranges {
      for row in range { periods[row] = places[whole.period(of: row)] }
    }
    self.init(axis, times: times, rows: .table(periods))
  }

  /// - Parameter row: A row of each period; nil finds one.
  private init(
    _ axis: Axis, times: [Int64], rows: RowPeriods, row: ((Int) -> Int)? = nil
  ) {
    let calendar = axis.days
    var days = [Int32](repeating: 0, count: times.count)
    if let row {
      for period in days.indices { days[period] = calendar.days[row(period)] }
    } else if case .table(let periods) = rows {
      for (row, period) in periods.enumerated() where period >= 0 {
        days[Int(period)] = calendar.days[row]
      }
    }
    var dayTimes: [Int64] = []
    var starts: [Int] = []
    var last = Int32.min
    for period in days.indices {
      // Symbols that close late may belong to the day before: days never go back.
      if days[period] > last {
        last = days[period]
        dayTimes.append(Int64(last) * Nanoseconds.day)
        starts.append(period)
      }
      days[period] = Int32(clamping: dayTimes.count - 1)
    }
    self.times = times
    self.rows = rows
    self.dayTimes = dayTimes
    dayStarts = starts + [times.count]
    dayOfPeriod = days
    daysPerYear = calendar.perYear
    barsPerYear = calendar.barsPerYear
  }

  private static func distinct(_ times: [Int64]) -> [Int64] {
    times.sorted().reduce(into: []) { unique, time in
      if unique.last != time { unique.append(time) }
    }
  }

  /// Sums of a series per period over the periods of each day.
  public func daily(_ values: [Double]) -> [Double] {
    guard values.count == times.count else { return [] }
    return values.withUnsafeBufferPointer { values in
      dayTimes.indices.map { Self.sum(values, dayStarts[$0]..<dayStarts[$0 + 1]) }
    }
  }

  /// Four sums side by side, so that no addition waits for the one before.
  private static func sum(_ values: UnsafeBufferPointer<Double>, _ rows: Range<Int>) -> Double {
    var sums = SIMD4<Double>.zero
    var row = rows.lowerBound
    while row + 4 <= rows.upperBound {
      sums += SIMD4(values[row], values[row + 1], values[row + 2], values[row + 3])
      row += 4
    }
    var rest = 0.0
    while row < rows.upperBound {
      rest += values[row]
      row += 1
    }
    return sums.sum() + rest
  }

  /// The last value of each day of a series per period.
  public func lastOfDay(_ values: [Double]) -> [Double] {
    var last = [Double](repeating: .nan, count: dayTimes.count)
    for day in last.indices where dayStarts[day + 1] <= values.count {
      last[day] = values[dayStarts[day + 1] - 1]
    }
    return last
  }

  /// Days over which positions opened one after the other overlap: `hold - 1` bars, rounded up.
  func overlap(ofHold hold: Int) -> Int {
    guard !times.isEmpty, !dayTimes.isEmpty else { return 0 }
    let barsPerDay = Double(times.count) / Double(dayTimes.count)
    return Int(exactly: (Double(hold - 1) / barsPerDay).rounded(.up)) ?? hold
  }
}
