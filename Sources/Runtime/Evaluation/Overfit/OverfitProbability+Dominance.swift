extension OverfitProbability {
  /// Whether choosing the best inside gives better figures outside than taking any strategy.
  public struct Dominance: Sendable, Equatable {
    /// Figures outside, per period, evenly from the lowest to the highest of any strategy.
    public let grid: [Double]
    /// The share of splits whose chosen strategy is at or below each place of the grid.
    public let chosen: [Double]
    /// The same of all strategies in all splits.
    public let all: [Double]

    /// Whether the chosen ones are nowhere more often low.
    public var isFirstOrder: Bool {
      zip(chosen, all).allSatisfy { $0 <= $1 } && chosen != all
    }

    /// Whether the area under their curve is nowhere the larger one: whoever dislikes risk prefers them.
    public var isSecondOrder: Bool {
      var (area, isLess) = (0.0, false)
      for (own, other) in zip(chosen, all) {
        area += other - own
        if area < -1e-12 { return false }
        isLess = isLess || area > 1e-12
      }
      return isLess
    }
  }

  /// The distribution of the chosen strategies' figures outside beside that of all strategies.
  ///
  /// - Parameter points: Of the grid, at which alone the curves are compared.
  /// - Throws: `Interrupted`.
  /// - Complexity: O(splits x strategies).
  public func dominance(points: Int = 201) throws -> Dominance {
    let table = SplitTable(BlockSums(columns, blocks: blocks), judge: judge)
    var (low, high) = (Double.infinity, -Double.infinity)
    try table.visit(keepsWorths: true) { splits, worths in
      for row in splits.indices {
        for worth in table.worths(worths, row: row) {
          (low, high) = (min(low, worth), max(high, worth))
        }
      }
    }
    var all = Steps(table.figure(low), table.figure(high), points: max(2, points))
    var chosen = all
    try table.visit(keepsWorths: true) { splits, worths in
      for row in splits.indices {
        for worth in table.worths(worths, row: row) { all.add(table.figure(worth)) }
      }
      for split in splits { chosen.add(table.figure(split.outside)) }
    }
    return Dominance(grid: all.grid, chosen: chosen.shares, all: all.shares)
  }

  /// Counts of values between the places of an even grid.
  private struct Steps {
    let grid: [Double]
    private var counts: [Int]
    private let low: Double
    private let scale: Double

    init(_ low: Double, _ high: Double, points: Int) {
      let step = (high - low) / Double(points - 1)
      grid = (0..<points).map { $0 == points - 1 ? high : low + Double($0) * step }
      counts = [Int](repeating: 0, count: points)
      self.low = low
      scale = step > 0 && (1 / step).isFinite ? 1 / step : 0
    }

    mutating func add(_ value: Double) {
      // The first place that is not below the value, put right where the division has rounded.
      var place = min(max(Int((value - low) * scale), 0), grid.count - 1)
      while place > 0, grid[place - 1] >= value { place -= 1 }
      while place < grid.count - 1, grid[place] < value { place += 1 }
      counts[place] += 1
    }

    /// The share of values at or below each place.
    var shares: [Double] {
      let total = Double(counts.reduce(0, +))
      var sum = 0
      return counts.map { count in
        sum += count
        return Double(sum) / total
      }
    }
  }
}
