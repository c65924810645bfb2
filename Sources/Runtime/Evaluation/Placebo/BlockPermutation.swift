/// Periods in a random order that keeps neighbours together: blocks of equal length, the first cut at a
/// random place, are put in random order.
///
/// - Complexity: O(periods).
struct BlockPermutation: Sendable, Hashable {
  /// In periods.
  let block: Int
  let seed: UInt64
  let draw: Int

  /// The period that comes at each place.
  func order(of count: Int) -> [Int] {
    guard count > 1 else { return Array(0..<count) }
    let length = min(max(1, block), count)
    let random = CounterRandom(seed: seed, purpose: .bootstrap, stream: 3)
    let first = Int(random.uniform(step: 2 * draw, element: 0) * Double(length))
    var starts = Array(stride(from: first, to: count, by: length))
    if first > 0 { starts.insert(0, at: 0) }
    let ends = starts.dropFirst() + [count]
    let blocks = zip(starts, ends).map { $0..<$1 }
    return random.permutation(of: blocks.count, step: 2 * draw + 1)
      .flatMap { Array(blocks[Int($0)]) }
  }

  /// The place of each period in that order.
  func places(of count: Int) -> [Int] {
    var places = [Int](repeating: 0, count: count)
    for (place, period) in order(of: count).enumerated() { places[period] = place }
    return places
  }

  /// For each symbol its rows in the new order of their periods; all symbols move together.
  ///
  /// - Parameter isKnown: Rows that take part; the others stay where they are.
  func rows(of axis: Axis, where isKnown: (Int) -> Bool) -> [[RowMove]] {
    let periods = axis.hasTime ? axis.periods : nil
    let places = self.places(of: periods?.count ?? axis.rowCount)
    return axis.segments.map { segment in
      let known = segment.rows.filter(isKnown)
      let moved = known.sorted {
        places[periods?.period(of: $0) ?? $0] < places[periods?.period(of: $1) ?? $1]
      }
      return zip(known, moved).map { RowMove(to: $0, from: $1) }
    }
  }
}

/// A row that gets what another row had.
struct RowMove {
  let to: Int
  let from: Int
}
