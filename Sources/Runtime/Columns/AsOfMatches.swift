/// For each row of one axis, the last row of another that was known in time.
struct AsOfMatches {
  /// Ascending by known time within each segment of the right axis.
  private let order: [Int]
  /// The place in `order` of the last row known in time, or -1.
  private let places: [Int]
  /// Where the segment of a place begins.
  private let starts: [Int]
  /// When a value had to be known, per row of the left axis; empty for a table without time.
  private let limits: [Int64]
  private let known: [Int64]
  private(set) var notes: [String] = []

  init(_ left: Axis, _ right: Axis, lag: Int64) throws {
    known = right.known
    order = right.hasTime ? Self.order(right) : Array(0..<right.rowCount)
    limits = right.hasTime ? left.known.map { Nanoseconds.subtract($0, lag) } : []
    var places = [Int](repeating: -1, count: left.rowCount)
    var starts = places
    var unmatched: [String] = []
    let bySymbol = Dictionary(
      right.segments.map { ($0.symbol, $0.rows) }, uniquingKeysWith: { first, _ in first })
    for segment in left.segments {
      try Interrupt.check()
      guard let rows = right.isPanel ? bySymbol[segment.symbol] : 0..<right.rowCount else {
        unmatched.append(segment.symbol)
        continue
      }
      var next = rows.lowerBound
      for row in segment.rows {
        if limits.isEmpty {
          next = rows.upperBound
        } else {
          while next < rows.upperBound, known[order[next]] <= limits[row] { next += 1 }
          while next > rows.lowerBound, known[order[next - 1]] > limits[row] { next -= 1 }
        }
        places[row] = next > rows.lowerBound ? next - 1 : -1
        starts[row] = rows.lowerBound
      }
    }
    self.places = places
    self.starts = starts
    if !unmatched.isEmpty {
      let shown = unmatched.prefix(5).joined(separator: ", ")
      notes.append("\(unmatched.count) symbols have no rows in the second frame: \(shown)")
    }
  }

  private static func order(_ axis: Axis) -> [Int] {
    var order = Array(0..<axis.rowCount)
    for segment in axis.segments {
      let isSorted = segment.rows.dropFirst().allSatisfy { axis.known[$0 - 1] <= axis.known[$0] }
      if !isSorted { order[segment.rows].sort { (axis.known[$0], $0) < (axis.known[$1], $1) } }
    }
    return order
  }

  /// The source row of each left row for one column: the last cell that is not missing; -1 for none.
  func sources(of column: Column, tolerance: Int64?) -> [Int] {
    let present = lastPresent(column)
    return places.indices.map { row in
      guard places[row] >= 0, present[places[row]] >= starts[row] else { return -1 }
      let source = order[present[places[row]]]
      if let tolerance, !limits.isEmpty,
        Nanoseconds.subtract(limits[row], known[source]) > tolerance
      {
        return -1
      }
      return source
    }
  }

  /// For each place the last place, not after it, whose cell is not missing; -1 for none.
  private func lastPresent(_ column: Column) -> [Int] {
    var last = -1
    switch column {
    case .numbers(let values):
      return order.indices.map { place in
        if !values[order[place]].isNaN { last = place }
        return last
      }
    case .category(let codes, _):
      return order.indices.map { place in
        if codes[order[place]] >= 0 { last = place }
        return last
      }
    }
  }
}
