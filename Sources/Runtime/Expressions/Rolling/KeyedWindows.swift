/// Runs a windowed operation on the rows of equal keys as if the others were not there.
///
/// The last input holds the keys: `mean(volume, 20, by=minute_of_day())` is the mean of the last
/// twenty bars of the same minute.
/// - Edge cases: a row without a key is missing.
/// - Complexity: O(rows) besides the operation's own.
struct KeyedWindows: ColumnOperation {
  let inner: any ColumnOperation
  var key: String { "keyed(\(inner.key))" }

  func reach(of inputs: [Expression]) -> Reach {
    inputs.dropFirst().reduce(inputs[0].reach) { $0.union($1.reach) }.windowed(nil)
  }

  func evaluate(_ task: ColumnTask) throws {
    let groups = KeyedRows(keys: task.inputs[task.inputs.count - 1], rows: task.rows)
    let series = task.inputs.dropLast()
    let gathered = series.flatMap { input in groups.order.map { input[$0] } }
    let count = groups.order.count
    let axis = task.axis
    let times = axis.hasTime ? groups.order.map { axis.times[$0] } : []
    let dense = Axis(
      times: times, rowCount: count, frequency: axis.frequency, zone: axis.zone,
      isDaily: axis.isDaily)
    var results = [Double](repeating: .nan, count: count)
    try gathered.withUnsafeBufferPointer { gathered in
      try results.withUnsafeMutableBufferPointer { results in
        let inputs = series.indices.map {
          UnsafeBufferPointer(rebasing: gathered[$0 * count..<($0 + 1) * count])
        }
        for rows in groups.ranges {
          try inner.evaluate(
            ColumnTask(inputs: inputs, output: results, axis: dense, rows: rows))
        }
      }
    }
    for row in task.rows { task.output[row] = .nan }
    for (place, row) in groups.order.enumerated() { task.output[row] = results[place] }
  }
}

/// Rows gathered by key, in the order of the rows within a key.
private struct KeyedRows {
  let order: [Int]
  /// The places in `order` of each key.
  let ranges: [Range<Int>]

  init(keys: UnsafeBufferPointer<Double>, rows: Range<Int>) {
    var numbers: [Double: Int] = [:]
    var counts: [Int] = []
    let group = rows.map { row -> Int in
      guard !keys[row].isNaN else { return -1 }
      if let known = numbers[keys[row]] {
        counts[known] += 1
        return known
      }
      numbers[keys[row]] = counts.count
      counts.append(1)
      return counts.count - 1
    }
    var ranges: [Range<Int>] = []
    for count in counts {
      let first = ranges.last?.upperBound ?? 0
      ranges.append(first..<first + count)
    }
    var next = ranges.map(\.lowerBound)
    var order = [Int](repeating: 0, count: ranges.last?.upperBound ?? 0)
    for (row, group) in zip(rows, group) where group >= 0 {
      order[next[group]] = row
      next[group] += 1
    }
    (self.order, self.ranges) = (order, ranges)
  }
}

extension Parameter {
  /// Rows with another value do not count in a window.
  static let windowKey = Parameter(
    "by", .series, default: .absent,
    "a series such as minute_of_day(): the window holds earlier rows of the same value only")
}

extension OperatorCall {
  /// A windowed operation, over rows of equal keys when the call says `by=`.
  func windowed(_ operation: any ColumnOperation, _ inputs: [Expression]) throws -> Expression {
    guard has("by") else { return try Expression(operation, inputs, origin: origin) }
    return try Expression(
      KeyedWindows(inner: operation), inputs + [column("by")], origin: origin)
  }

  /// A statistic of all rows has no windows to key.
  func refuseKey() throws {
    guard has("by"), !isLoss else { return }
    throw Failure("by= needs a window", culprit: .parameter("by"), hint: "mean(x, 20, by=hour())")
  }
}
