/// Numbers the groups of a cross-section: rows that share a known time, and a label with `by=`.
struct CrossSectionSlots: AxisOperation {
  let axis: Axis
  let key = "slots"

  func moved(to axis: Axis) -> Self { .init(axis: axis) }

  func evaluate(_ task: ColumnTask) throws {
    for (row, slot) in axis.crossSections.slots.enumerated() { task.output[row] = Double(slot) }
  }
}

/// Slots split by the labels of a category.
struct LabelledSlots: ColumnOperation {
  let labels: Int
  var key: String { "slots(\(labels))" }

  func evaluate(_ task: ColumnTask) throws {
    for row in task.rows {
      task.output[row] = task.inputs[0][row] * Double(labels) + task.inputs[1][row]
    }
  }
}

/// A statistic of all symbols at one time; inputs are the series and its slots.
struct CrossSection: ColumnOperation {
  let statistic: any AggregateStatistic
  var key: String { "cross-\(statistic.key)" }
  var isPerSegment: Bool { false }

  func evaluate(_ task: ColumnTask) throws {
    try statistic.run(AggregateLoop(task: task, kind: .crossSection))
  }
}

/// What is asked of the ordered values of one time.
enum CrossSectionOrder: Sendable {
  /// The average rank divided by the count; centred ranks sum to zero.
  case rank(isCentered: Bool)
  case quantile(Double)
}

/// Ranks or a quantile of all symbols at one time.
///
/// - Complexity: O(rows log symbols).
struct OrderedCrossSection: ColumnOperation {
  let order: CrossSectionOrder
  var key: String { "cross-\(order)" }
  var isPerSegment: Bool { false }

  func evaluate(_ task: ColumnTask) throws {
    let groups = CrossSectionGroups(task.inputs[1])
    for slot in 0..<groups.count {
      if slot & 0xFFF == 0 { try Interrupt.check() }
      let rows = groups.rows(of: slot)
      let present = rows.map { task.inputs[0][$0] }.filter { !$0.isNaN }
      fill(rows, OrderedWindow(sorted: present.sorted()), task)
    }
    for row in task.rows where task.inputs[1][row].isNaN { task.output[row] = .nan }
  }

  private func fill(_ rows: ArraySlice<Int>, _ ordered: OrderedWindow, _ task: ColumnTask) {
    switch order {
    case .quantile(let q):
      let value = ordered.quantile(q)
      for row in rows { task.output[row] = value }
    case .rank(let isCentered):
      let center = isCentered ? Double(ordered.count + 1) / 2 / Double(ordered.count) : 0
      for row in rows {
        let x = task.inputs[0][row]
        task.output[row] = x.isNaN ? .nan : ordered.rank(x) - center
      }
    }
  }
}

/// The rows of every slot, by counting.
struct CrossSectionGroups {
  private let starts: [Int]
  private let order: [Int]

  init(_ slots: UnsafeBufferPointer<Double>) {
    var starts = [Int](repeating: 0, count: Self.count(slots) + 1)
    for slot in slots where !slot.isNaN { starts[Int(slot) + 1] += 1 }
    for index in starts.indices.dropFirst() { starts[index] += starts[index - 1] }
    var (order, next) = ([Int](repeating: 0, count: starts.last ?? 0), starts)
    for (row, slot) in slots.enumerated() where !slot.isNaN {
      order[next[Int(slot)]] = row
      next[Int(slot)] += 1
    }
    (self.starts, self.order) = (starts, order)
  }

  var count: Int { starts.count - 1 }
  func rows(of slot: Int) -> ArraySlice<Int> { order[starts[slot]..<starts[slot + 1]] }

  /// One more than the largest slot.
  static func count(_ slots: UnsafeBufferPointer<Double>) -> Int {
    var largest = -1.0
    for slot in slots where slot > largest { largest = slot }
    return Int(largest) + 1
  }
}
