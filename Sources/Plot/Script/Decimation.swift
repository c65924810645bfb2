/// Fewer rows that draw the same picture: per pixel column the first, the extremes and the last.
enum Decimation {
  /// The rows of a line that are drawn on a surface of so many pixel columns; nil is a gap.
  ///
  /// - Edge cases: missing values break the line where the gap reaches another pixel column; a
  ///   row alone between gaps comes twice, since a line of one point is not drawn; lines of no
  ///   more than four rows per column keep all of them.
  /// - Complexity: O(n).
  static func rows(
    x: [Double], y: [Double], base: [Double] = [], from lower: Double, to upper: Double,
    columns: Int
  ) -> [Int?] {
    var result: [Int?] = []
    var bucket = Bucket()
    var column = Int.min
    var isBroken = false
    let scale = Double(columns) / (upper - lower)
    let keepsAll = x.count <= 4 * columns
    for row in 0..<min(x.count, y.count) {
      guard x[row].isFinite, y[row].isFinite, base.isEmpty || base[row].isFinite else {
        isBroken = true
        continue
      }
      let pixel = ((x[row] - lower) * scale).rounded(.down)
      let place = keepsAll ? row : Int(exactly: pixel) ?? -1
      if place != column {
        bucket.flush(into: &result)
        if isBroken, !result.isEmpty { result.append(nil) }
        column = place
      }
      isBroken = false
      bucket.add(row, y[row], base.isEmpty ? y[row] : base[row])
    }
    bucket.flush(into: &result)
    return withLoneRowsDoubled(result)
  }

  /// The rows of points that fall on different pixels.
  /// - Complexity: O(n).
  static func points(
    x: [Double], y: [Double], xScale: Scale, yScale: Scale, columns: Int, rows: Int
  ) -> [Int] {
    var seen: Set<SIMD2<Int32>> = []
    return (0..<min(x.count, y.count)).filter { row in
      guard x[row].isFinite, y[row].isFinite else { return false }
      let cell = SIMD2(pixel(xScale.share(x[row]), columns), pixel(yScale.share(y[row]), rows))
      return seen.insert(cell).inserted
    }
  }

  /// How many points fall into each cell of a surface, with the point that came first.
  /// - Complexity: O(n).
  static func counts(
    x: [Double], y: [Double], xScale: Scale, yScale: Scale, columns: Int, rows: Int
  ) -> [(x: Double, y: Double, count: Int)] {
    var places: [SIMD2<Int32>: Int] = [:]
    var cells: [(x: Double, y: Double, count: Int)] = []
    for row in 0..<min(x.count, y.count) where x[row].isFinite && y[row].isFinite {
      let cell = SIMD2(nearest(xScale.share(x[row]), columns), nearest(yScale.share(y[row]), rows))
      if let place = places[cell] {
        cells[place].count += 1
      } else {
        places[cell] = cells.count
        cells.append((x[row], y[row], 1))
      }
    }
    return cells
  }

  private static func nearest(_ share: Double, _ count: Int) -> Int32 {
    Int32(exactly: (share * Double(count)).rounded()) ?? -1
  }

  private static func pixel(_ share: Double, _ count: Int) -> Int32 {
    Int32(exactly: (share * Double(count)).rounded(.down)) ?? -1
  }

  private static func withLoneRowsDoubled(_ rows: [Int?]) -> [Int?] {
    var result: [Int?] = []
    for (place, row) in rows.enumerated() {
      result.append(row)
      let isFirst = place == 0 || rows[place - 1] == nil
      let isLast = place + 1 == rows.count || rows[place + 1] == nil
      if isFirst, isLast, row != nil { result.append(row) }
    }
    return result
  }

  /// The rows of one pixel column that matter.
  private struct Bucket {
    private var first = -1
    private var last = -1
    private var edge = Extremes()
    private var base = Extremes()

    mutating func add(_ row: Int, _ value: Double, _ baseValue: Double) {
      if first < 0 {
        first = row
        edge = Extremes()
        base = Extremes()
      }
      last = row
      edge.add(row, value)
      base.add(row, baseValue)
    }

    mutating func flush(into rows: inout [Int?]) {
      guard first >= 0 else { return }
      var previous = -1
      let kept = [first, edge.lowest, edge.highest, base.lowest, base.highest, last]
      for row in kept.sorted() where row != previous {
        rows.append(row)
        previous = row
      }
      first = -1
    }
  }

  /// The rows of the lowest and the highest value so far.
  private struct Extremes {
    private(set) var lowest = -1
    private(set) var highest = -1
    private var low = Double.infinity
    private var high = -Double.infinity

    mutating func add(_ row: Int, _ value: Double) {
      if value < low || lowest < 0 { (lowest, low) = (row, value) }
      if value > high || highest < 0 { (highest, high) = (row, value) }
    }
  }
}
