/// The loops over rows that statistics of aggregates share.
struct AggregateLoop {
  enum Kind {
    /// Over a window that ends at each row.
    case rolling(Window, minimum: Int)
    /// One number over these rows.
    case sample([Range<Int>])
    /// Over all rows of the same slot; the last input holds the slots.
    case crossSection
  }

  let task: ColumnTask
  let kind: Kind

  func run<Statistic: AggregateStatistic>(_ statistic: Statistic) throws {
    switch kind {
    case .rolling(.bars(let bars), let minimum):
      if let kernel = statistic.kernel(bars: bars), let finish = statistic.finish {
        return try kernel.fill(task, bars: bars, minimum: minimum, finish)
      }
      roll(statistic, BarStarts(first: task.first, bars: bars), Double(minimum))
    case .rolling(let window, let minimum):
      let cursor = try WindowCursor(window, axis: task.axis, first: task.first)
      roll(statistic, cursor, Double(minimum))
    case .sample(let rows): gather(statistic, rows)
    case .crossSection: group(statistic)
    }
  }

  /// The window is kept as two stacks: aggregates of every suffix of its older part, and one of its
  /// newer part. When the older part is used up, the suffixes are built anew.
  ///
  /// For windows of bars that happens at rows `first + k bars`, so a later block of a segment takes
  /// up the stacks as a run from the start would have left them.
  private func roll<Statistic: AggregateStatistic>(
    _ statistic: Statistic, _ starts: some WindowStarts, _ minimum: Double
  ) {
    var starts = starts
    let (x, y, output) = (task.inputs[0], task.inputs[task.inputs.count - 1], task.output)
    var suffixes: [Statistic.Aggregate] = []
    /// Rows `split...` are in `newer`; the suffix of row r is at `split - 1 - r`.
    var split = task.rows.lowerBound
    var newer = Statistic.Aggregate()
    if let bars = starts.bars, split > task.first {
      let last = task.first + (split - 1 - task.first) / bars * bars
      Self.rebuild(&suffixes, x, y, starts.start(endingAt: last)...last)
      for row in last + 1..<split { newer = newer.followed(by: .init(x[row], y[row])) }
      split = last + 1
    }
    for row in task.rows {
      let start = starts.start(endingAt: row)
      newer = newer.followed(by: .init(x[row], y[row]))
      if start >= split {
        Self.rebuild(&suffixes, x, y, start...row)
        (split, newer) = (row + 1, .init())
      }
      let whole = suffixes[split - 1 - start].followed(by: newer)
      output[row] = whole.count >= minimum ? statistic.value(of: whole) : .nan
    }
  }

  private static func rebuild<Aggregate: WindowAggregate>(
    _ suffixes: inout [Aggregate], _ x: UnsafeBufferPointer<Double>,
    _ y: UnsafeBufferPointer<Double>, _ rows: ClosedRange<Int>
  ) {
    suffixes.removeAll(keepingCapacity: true)
    var suffix = Aggregate()
    for row in rows.reversed() {
      suffix = Aggregate(x[row], y[row]).followed(by: suffix)
      suffixes.append(suffix)
    }
  }

  private func gather<Statistic: AggregateStatistic>(_ statistic: Statistic, _ rows: [Range<Int>]) {
    let (x, y) = (task.inputs[0], task.inputs[task.inputs.count - 1])
    var whole = Statistic.Aggregate()
    for row in rows.joined() { whole = whole.followed(by: .init(x[row], y[row])) }
    task.output[0] = whole.count > 0 ? statistic.value(of: whole) : .nan
  }

  private func group<Statistic: AggregateStatistic>(_ statistic: Statistic) {
    let (x, y) = (task.inputs[0], task.inputs[task.inputs.count - 2])
    let (slots, output) = (task.inputs[task.inputs.count - 1], task.output)
    var groups = [Statistic.Aggregate](
      repeating: .init(), count: CrossSectionGroups.count(slots))
    for row in task.rows where !slots[row].isNaN {
      let slot = Int(slots[row])
      groups[slot] = groups[slot].followed(by: .init(x[row], y[row]))
    }
    let values = groups.map { $0.count > 0 ? statistic.value(of: $0) : .nan }
    for row in task.rows { output[row] = slots[row].isNaN ? .nan : values[Int(slots[row])] }
  }
}
