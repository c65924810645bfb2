/// A statistic over a window that ends at each row, in one pass.
///
/// The window is kept as two stacks: aggregates of every suffix of its older part, and one aggregate
/// of its newer part. When the older part is used up, the suffixes are built anew.
/// - Complexity: O(rows) whatever the window; O(window) memory.
struct RollingAggregate<Statistic: AggregateStatistic>: ColumnOperation {
  let statistic: Statistic
  let window: Window
  /// How many values a window needs.
  let minimum: Int

  var key: String { "\(statistic.key)(\(window.key),min=\(minimum))" }

  func reach(of inputs: [Expression]) -> Reach {
    inputs.map { $0.reach.windowed(window.bars) }.reduce(inputs[0].reach) { $0.union($1) }
  }

  func evaluate(_ task: ColumnTask) throws {
    var cursor = try WindowCursor(window, axis: task.axis, rows: task.rows)
    let (x, y) = (task.inputs[0], task.inputs[task.inputs.count - 1])
    var suffixes: [Statistic.Aggregate] = []
    /// Rows `split...` are in `newer`; the suffix of row r is at `split - 1 - r`.
    var split = task.rows.lowerBound
    var newer = Statistic.Aggregate()
    for row in task.rows {
      let start = cursor.start(endingAt: row)
      newer = newer.followed(by: .init(x[row], y[row]))
      if start >= split {
        Self.rebuild(&suffixes, x, y, start...row)
        (split, newer) = (row + 1, .init())
      }
      let whole = suffixes[split - 1 - start].followed(by: newer)
      task.output[row] = whole.count >= Double(minimum) ? statistic.value(of: whole) : .nan
    }
  }

  private static func rebuild(
    _ suffixes: inout [Statistic.Aggregate], _ x: UnsafeBufferPointer<Double>,
    _ y: UnsafeBufferPointer<Double>, _ rows: ClosedRange<Int>
  ) {
    suffixes.removeAll(keepingCapacity: true)
    var suffix = Statistic.Aggregate()
    for row in rows.reversed() {
      suffix = Statistic.Aggregate(x[row], y[row]).followed(by: suffix)
      suffixes.append(suffix)
    }
  }
}
