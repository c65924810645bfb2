import CKernels

/// The present values of a window in ascending order.
///
/// - Complexity: O(log n) to find a place, and one move of the values above it.
struct OrderedWindow {
  private(set) var values: [Double]

  init(sorted values: [Double] = []) { self.values = values }

  var count: Int { values.count }

  private static let longestCounted = 1_024
  private static let kernel = fml_table_double().pointee.replace_sorted

  mutating func insert(_ value: Double) {
    values.insert(value, at: lowerBound(value))
  }

  mutating func remove(_ value: Double) {
    let index = lowerBound(value)
    if index < values.count { values.remove(at: index) }
  }

  /// Takes one value out and another in, moving only what lies between.
  mutating func replace(_ old: Double, with new: Double) {
    if values.count <= Self.longestCounted, let kernel = Self.kernel {
      return values.withUnsafeMutableBufferPointer { values in
        guard let base = values.baseAddress else { return }
        kernel(base, Int64(values.count), old, new)
      }
    }
    let (from, to) = (lowerBound(old), lowerBound(new))
    values.withUnsafeMutableBufferPointer { values in
      guard let base = values.baseAddress, from < values.count else { return }
      if from < to {
        (base + from).update(from: base + from + 1, count: to - 1 - from)
        base[to - 1] = new
      } else {
        (base + to + 1).update(from: base + to, count: from - to)
        base[to] = new
      }
    }
  }

  /// How many values are below; halves without a branch to guess.
  func lowerBound(_ value: Double) -> Int {
    guard !values.isEmpty else { return 0 }
    return values.withUnsafeBufferPointer { values in
      var (low, count) = (0, values.count)
      while count > 1 {
        let half = count / 2
        low += values[low + half - 1] < value ? half : 0
        count -= half
      }
      return low + (values[low] < value ? 1 : 0)
    }
  }

  /// How many values are not above.
  func upperBound(_ value: Double) -> Int {
    var (low, high) = (0, values.count)
    while low < high {
      let middle = (low + high) / 2
      if values[middle] <= value { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The quantile with linear interpolation between the two nearest values (pandas' `linear`).
  func quantile(_ q: Double) -> Double {
    guard let last = values.last else { return .nan }
    let position = q * Double(values.count - 1)
    let lower = Int(position)
    guard lower + 1 < values.count else { return last }
    let share = position - Double(lower)
    if share == 0 { return values[lower] }
    return values[lower] + (values[lower + 1] - values[lower]) * share
  }

  /// The average rank of a value that is present, divided by the count: in (0, 1].
  func rank(_ value: Double) -> Double {
    Double(lowerBound(value) + upperBound(value) + 1) / 2 / Double(values.count)
  }
}

/// What an ordered window is asked for.
enum OrderStatistic: Sendable, Equatable {
  case quantile(Double)
  /// The rank of the latest value.
  case rank

  var key: String {
    switch self {
    case .quantile(let q): "quantile\(q)"
    case .rank: "rank"
    }
  }
}

/// A quantile or the latest value's rank over a window that ends at each row.
struct RollingOrder: ColumnOperation {
  let statistic: OrderStatistic
  let window: Window
  let minimum: Int

  var key: String { "\(statistic.key)(\(window.key),min=\(minimum))" }

  func reach(of inputs: [Expression]) -> Reach { inputs[0].reach.windowed(window.bars) }

  var blockHistory: Int? { window.bars }

  /// Longer windows are cheaper to keep in order than to look through.
  private static let longestCounted = 2_048

  func evaluate(_ task: ColumnTask) throws {
    if case .bars(let bars) = window, minimum == bars, bars <= Self.longestCounted {
      return try evaluateFull(task, bars)
    }
    try evaluateOrdered(task)
  }

  /// Runs of rows whose windows hold no missing value.
  private func evaluateFull(_ task: ColumnTask, _ bars: Int) throws {
    let x = task.inputs[0]
    var (row, present) = (max(task.first, task.rows.lowerBound - bars + 1), 0)
    while row < task.rows.upperBound {
      try Interrupt.check()
      while row < task.rows.upperBound, present < bars - 1 || row < task.rows.lowerBound {
        present = x[row].isNaN ? 0 : present + 1
        if row >= task.rows.lowerBound { task.output[row] = .nan }
        row += 1
      }
      var end = row
      while end < task.rows.upperBound, !x[end].isNaN { end += 1 }
      if row < end { run(x, task.output, row..<end, bars) }
      if end < task.rows.upperBound { task.output[end] = .nan }
      (row, present) = (end + 1, 0)
    }
  }

  private func run(
    _ x: UnsafeBufferPointer<Double>, _ output: UnsafeMutableBufferPointer<Double>,
    _ rows: Range<Int>, _ bars: Int
  ) {
    guard let values = x.baseAddress, let target = output.baseAddress else { return }
    let table = fml_table_double().pointee
    let (here, result) = (values + rows.lowerBound, target + rows.lowerBound)
    switch statistic {
    case .rank: table.rolling_rank(here, Int64(rows.count), Int64(bars), result)
    case .quantile(let q):
      let position = q * Double(bars - 1)
      let first = x[rows.lowerBound - bars + 1...rows.lowerBound].sorted()[Int(position)]
      table.rolling_quantile(here, Int64(rows.count), Int64(bars), position, first, result)
    }
  }

  private func evaluateOrdered(_ task: ColumnTask) throws {
    var cursor = try WindowCursor(window, axis: task.axis, first: task.first)
    let x = task.inputs[0]
    var first = max(task.first, task.rows.lowerBound - (window.bars ?? 0))
    var ordered = OrderedWindow(
      sorted: x[first..<task.rows.lowerBound].filter { !$0.isNaN }.sorted())
    for row in task.rows {
      if row & 0xFFF == 0 { try Interrupt.check() }
      let (start, latest) = (cursor.start(endingAt: row), x[row])
      var isPlaced = latest.isNaN
      while first < start {
        if !x[first].isNaN {
          if isPlaced { ordered.remove(x[first]) } else { ordered.replace(x[first], with: latest) }
          isPlaced = true
        }
        first += 1
      }
      if !isPlaced { ordered.insert(latest) }
      task.output[row] = ordered.count >= minimum ? value(ordered, latest: latest) : .nan
    }
  }

  private func value(_ ordered: OrderedWindow, latest: Double) -> Double {
    switch statistic {
    case .quantile(let q): ordered.quantile(q)
    case .rank: latest.isNaN ? .nan : ordered.rank(latest)
    }
  }
}
