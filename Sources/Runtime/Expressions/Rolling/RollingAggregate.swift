/// A statistic over a window that ends at each row, in one pass.
///
/// - Complexity: O(rows) whatever the window; O(window) memory.
struct RollingAggregate: ColumnOperation {
  let statistic: any AggregateStatistic
  let window: Window
  /// How many values a window needs.
  let minimum: Int

  var key: String { "\(statistic.key)(\(window.key),min=\(minimum))" }

  func reach(of inputs: [Expression]) -> Reach {
    inputs.map { $0.reach.windowed(window.bars) }.reduce(inputs[0].reach) { $0.union($1) }
  }

  /// A window, and without a kernel the part of it that was aggregated before.
  var blockHistory: Int? { window.bars.map { statistic.kernel(bars: $0) == nil ? 2 * $0 : $0 } }

  func evaluate(_ task: ColumnTask) throws {
    try statistic.run(AggregateLoop(task: task, kind: .rolling(window, minimum: minimum)))
  }
}
