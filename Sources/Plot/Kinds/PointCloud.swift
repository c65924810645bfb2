/// Pairs of finite values, and fewer of them where they lie close.
struct PointCloud: Equatable {
  let x: [Double]
  let y: [Double]

  /// The pairs of which both values are there.
  init(x: [Double], y: [Double]) {
    let kept = x.indices.filter { y.indices.contains($0) && x[$0].isFinite && y[$0].isFinite }
    self.x = kept.map { x[$0] }
    self.y = kept.map { y[$0] }
  }

  var count: Int { x.count }

  /// A cloud of about so many points that is as dense as this one, and as wide.
  ///
  /// The inner 98 of 100 values of each column are cut into 20 and 14 parts, and as much on both
  /// sides. Of the points of a cell the same share stays everywhere, evenly through their order,
  /// but always the first; so do the points at the ends of both columns.
  ///
  /// - Complexity: O(n log n).
  func thinned(to most: Int) -> PointCloud {
    guard count > most else { return self }
    let cells = cells()
    // The first point of each cell stays anyway.
    let room = max(most - Set(cells).count, 0)
    let share = Double(room) / Double(count)
    let ends = ends()
    var seen: [Int: Int] = [:]
    let rows = cells.indices.filter { row in
      let place = seen[cells[row], default: 0]
      seen[cells[row]] = place + 1
      let before = (Double(max(place - 1, 0)) * share).rounded(.down)
      return place == 0 || ends.contains(row) || (Double(place) * share).rounded(.down) > before
    }
    return PointCloud(x: rows.map { x[$0] }, y: rows.map { y[$0] })
  }

  /// The rows of the least and the largest values.
  private func ends() -> Set<Int> {
    Set(
      [x, y].flatMap { column in
        [
          column.indices.min { column[$0] < column[$1] },
          column.indices.max { column[$0] < column[$1] },
        ].compactMap { $0 }
      })
  }

  /// The cell of each point.
  private func cells() -> [Int] {
    zip(Self.cuts(x, count: 20), Self.cuts(y, count: 14)).map { $0 * 1000 + $1 }
  }

  private static func cuts(_ values: [Double], count: Int) -> [Int] {
    let sample = Sample(values)
    let (low, high) = (sample.quantile(0.01), sample.quantile(0.99))
    let scale = high > low ? Double(count) / (high - low) : 0
    return values.map { value in
      let place = ((value - low) * scale).rounded(.down)
      return Int(exactly: min(max(place, Double(-count)), Double(2 * count - 1))) ?? 0
    }
  }
}
