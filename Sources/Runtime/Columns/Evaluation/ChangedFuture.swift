/// The same data with everything after a cut removed or changed at random.
struct ChangedFuture {
  /// A row before and after the change.
  struct RowPair {
    let old: Int
    let new: Int
  }

  private let original: Axis
  private let axis: Axis
  private let experiment: LeakCheck.Experiment
  private let cut: Int64
  private let random: CounterRandom
  private let step: Int
  /// The old rows that are left, ascending.
  private let kept: [Int]

  init(axis: Axis, cut: Int64, experiment: LeakCheck.Experiment, seed: UInt64, step: Int) {
    original = axis
    self.cut = cut
    self.experiment = experiment
    self.step = step
    random = CounterRandom(seed: seed, purpose: .perturbation)
    let isTruncated = experiment == .truncated
    kept = (0..<axis.rowCount).filter { !isTruncated || axis.known[$0] <= cut }
    self.axis = isTruncated ? Self.axis(axis, keeping: kept) : axis
  }

  /// The expressions on the changed data.
  func values(of expressions: [Expression]) throws -> [[Double]] {
    var leaves = 0
    let changed = try Expression.rewrite(expressions) { node, inputs in
      if let leaf = node.operation as? ColumnLeaf {
        leaves += 1
        let cells =
          node.reach.isKnownAhead
          ? leaf.column.gathering(kept) : column(leaf.column, number: leaves)
        return Expression(column: cells, name: leaf.name, axis: axis, reach: node.reach)
      }
      if let operation = node.operation as? any AxisOperation {
        return try Expression(operation.moved(to: axis), inputs, origin: node.origin)
      }
      guard let operation = node.operation as? any WholeSampleOperation,
        case .rows(let rows) = operation.scope
      else { return nil }
      return try Expression(operation.restricted(to: .rows(moved(rows))), inputs)
    }
    return try ColumnEvaluator().values(of: changed)
  }

  /// Rows known by the cut, less those whose look-ahead reaches past it.
  func comparableRows(lookahead: Int) -> [RowPair] {
    var pairs: [RowPair] = []
    var new = [Int](repeating: -1, count: original.rowCount)
    for (index, row) in kept.enumerated() { new[row] = index }
    for segment in original.segments {
      let known = segment.rows.filter { original.known[$0] <= cut }
      for row in known.dropLast(lookahead) { pairs.append(RowPair(old: row, new: new[row])) }
    }
    return pairs
  }

  private func moved(_ rows: [Range<Int>]) -> [Range<Int>] {
    guard experiment == .truncated else { return rows }
    var new: [Int: Int] = [:]
    for (index, row) in kept.enumerated() { new[row] = index }
    return rows.joined().compactMap { new[$0] }.map { $0..<$0 + 1 }
  }

  private static func axis(_ axis: Axis, keeping kept: [Int]) -> Axis {
    var segments: [Axis.Segment] = []
    var first = 0
    var rows = kept[...]
    for segment in axis.segments {
      let count = rows.prefix { segment.rows.contains($0) }.count
      segments.append(Axis.Segment(symbol: segment.symbol, rows: first..<first + count))
      first += count
      rows = rows.dropFirst(count)
    }
    return Axis(
      times: kept.map { axis.times[$0] }, known: kept.map { axis.known[$0] }, segments: segments,
      frequency: axis.frequency, zone: axis.zone, isDaily: axis.isDaily)
  }

  private func column(_ column: Column, number: Int) -> Column {
    switch column {
    case .numbers(let values):
      return .numbers(kept.map { changed(values[$0], row: $0, number) })
    case .category(let codes, let labels):
      return .category(
        codes: kept.map { row in
          guard isFuture(row), !labels.isEmpty else { return codes[row] }
          return Int32(clamping: draw(row, number) % UInt64(labels.count))
        }, labels: labels)
    }
  }

  private func isFuture(_ row: Int) -> Bool { original.known[row] > cut }

  private func draw(_ row: Int, _ number: Int) -> UInt64 {
    random.bits(step: step &* 4_096 &+ number, element: row)
  }

  /// Mostly another value of the same size; now and then a missing one, a large one or zero.
  private func changed(_ value: Double, row: Int, _ number: Int) -> Double {
    guard isFuture(row) else { return value }
    let bits = draw(row, number)
    let share = Double(bits >> 11) * 0x1p-53
    switch bits % 64 {
    case 0: return .nan
    case 1: return 0
    case 2: return (value.isNaN ? 1 : value) * 1e6
    default: return (value.isNaN ? 1 : value) * (0.5 + share) + (value == 0 ? share : 0)
    }
  }
}
