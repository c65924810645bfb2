/// Rows of two axes with equal labels, and the axis of the result.
struct LabelMatches {
  /// Rows of the left and right axis, per row of the result; -1 where one has none.
  private(set) var left: [Int] = []
  private(set) var right: [Int] = []
  let axis: Axis
  let notes: [String]

  /// - Parameter keepsAll: true for labels that either has, false for labels that both have.
  init(_ a: Axis, _ b: Axis, keepsAll: Bool) throws {
    var leftRows: [Int] = []
    var rightRows: [Int] = []
    var segments: [Axis.Segment] = []
    for pair in Self.pairs(a, b, keepsAll: keepsAll) {
      try Interrupt.check()
      let start = leftRows.count
      Self.merge(a, pair.left, b, pair.right, keepsAll: keepsAll, &leftRows, &rightRows)
      if leftRows.count > start || !a.isPanel {
        segments.append(Axis.Segment(symbol: pair.symbol, rows: start..<leftRows.count))
      }
    }
    guard !leftRows.isEmpty else { throw Failure("the frames have no label in common") }
    let indices = leftRows.indices
    axis = Axis(
      times: indices.map { leftRows[$0] >= 0 ? a.times[leftRows[$0]] : b.times[rightRows[$0]] },
      known: indices.map { index in
        let ours = leftRows[index] >= 0 ? a.known[leftRows[index]] : .min
        return max(ours, rightRows[index] >= 0 ? b.known[rightRows[index]] : .min)
      },
      segments: segments, frequency: a.frequency, zone: a.zone, isDaily: a.isDaily)
    let dropped = a.rowCount - leftRows.count { $0 >= 0 }
    let added = leftRows.count { $0 < 0 }
    notes =
      (dropped > 0 ? ["\(NumberFormat.count(dropped)) rows have no partner and were left out"] : [])
      + (added > 0 ? ["\(NumberFormat.count(added)) rows come from the second frame alone"] : [])
    left = leftRows
    right = rightRows
  }

  private typealias Pair = (symbol: String, left: Range<Int>, right: Range<Int>)

  private static func pairs(_ a: Axis, _ b: Axis, keepsAll: Bool) -> [Pair] {
    guard a.isPanel, b.isPanel else {
      return a.segments.map { ($0.symbol, $0.rows, 0..<b.rowCount) }
    }
    let ours = Dictionary(a.segments.map { ($0.symbol, $0.rows) }) { first, _ in first }
    let theirs = Dictionary(b.segments.map { ($0.symbol, $0.rows) }) { first, _ in first }
    let symbols = keepsAll ? Set(ours.keys).union(theirs.keys).sorted() : a.symbols
    return symbols.map { ($0, ours[$0] ?? 0..<0, theirs[$0] ?? 0..<0) }
  }

  private static func merge(
    _ a: Axis, _ left: Range<Int>, _ b: Axis, _ right: Range<Int>, keepsAll: Bool,
    _ leftRows: inout [Int], _ rightRows: inout [Int]
  ) {
    var i = left.lowerBound
    var j = right.lowerBound
    while i < left.upperBound || j < right.upperBound {
      let ours = i < left.upperBound ? a.times[i] : .max
      let theirs = j < right.upperBound ? b.times[j] : .max
      let takesLeft = i < left.upperBound && ours <= theirs
      let takesRight = j < right.upperBound && theirs <= ours
      if keepsAll || (takesLeft && takesRight) {
        leftRows.append(takesLeft ? i : -1)
        rightRows.append(takesRight ? j : -1)
      }
      if takesLeft { i += 1 }
      if takesRight { j += 1 }
    }
  }
}
