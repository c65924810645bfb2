/// The probabilities of overfitting that strategies without skill give.
///
/// Noise gives 0.5 on average, a little more where few strategies have a middle one. One table of a few
/// correlated strategies may give nearly anything: an observed probability means something only
/// beside this interval.
public struct OverfitNull: Sendable, Equatable {
  public let mean: Double
  public let lower: Double
  public let upper: Double
  /// The share of probabilities between the bounds.
  public let level: Double
  public let draws: Int
  /// The share of draws whose probability is as low as the one observed, the one observed among them;
  /// missing without one.
  public let shareAsLow: Double

  init(_ values: [Double], level: Double, observed: Double?) {
    let sorted = values.sorted()
    mean = LevelComparison.mean(values)
    lower = Statistics.quantile(sorted, (1 - level) / 2)
    upper = Statistics.quantile(sorted, (1 + level) / 2)
    (self.level, draws) = (level, values.count)
    shareAsLow =
      observed.map { value in
        Double(sorted.count { $0 <= value } + 1) / Double(sorted.count + 1)
      } ?? .nan
  }

  /// Of independent normal returns: the shape of the table alone.
  ///
  /// Of each block only the sum and the sum of squares are drawn.
  /// - Throws: `Failure` for a number of blocks that does not fit; `Interrupted`.
  public static func ofNoise(
    strategies: Int, rows: Int, blocks: Int = 16, judge: OverfitProbability.Judge = .sharpe,
    draws: Int = 200, seed: UInt64, level: Double = 0.9, threads: Int = 1
  ) throws -> OverfitNull {
    try OverfitProbability.check(strategies: strategies, rows: rows, blocks: blocks)
    let values = try Parallel.map(count: max(1, draws), threads: threads) { draw in
      try Interrupt.check()
      var noise = NormalNoise(seed: seed, stream: UInt32(clamping: draw))
      var sums = BlockSums(strategies: strategies, blocks: blocks, rows: rows / blocks)
      for block in 0..<blocks {
        for strategy in 0..<strategies {
          let drawn = noise.block(of: sums.rows)
          sums.set(block, strategy, sum: drawn.sum, squares: drawn.squares)
        }
      }
      return try SplitTable(sums, judge: judge).probability()
    }
    return OverfitNull(values, level: level, observed: nil)
  }
}

extension OverfitProbability {
  /// The probabilities that the same strategies give with their means taken off and their days drawn
  /// anew in blocks: correlation between strategies, tails and neighbourhoods stay, skill does not.
  ///
  /// - Parameter meanBlock: In periods; the mean of the rule of Politis and White over strategies where
  ///   nil.
  /// - Throws: `Interrupted`.
  /// - Complexity: O(draws x (T N + splits x N)).
  public func null(
    draws: Int = 200, seed: UInt64, level: Double = 0.9, meanBlock: Double? = nil, threads: Int = 1
  ) throws -> OverfitNull {
    let block =
      meanBlock ?? LevelComparison.mean(columns.map(BlockBootstrap.automaticMeanBlock))
    let bootstrap = BlockBootstrap(count: columns[0].count, meanBlock: block, seed: seed)
    let centered = columns.map { column in
      let mean = LevelComparison.mean(column)
      return column.map { $0 - mean }
    }
    let (blocks, judge) = (blocks, judge)
    let values = try Parallel.map(count: max(1, draws), threads: threads) { draw in
      // Before the days are drawn anew: those of a wide table take longer than its splits.
      try Interrupt.check()
      let indices = bootstrap.indices(draw: draw)
      let drawn = centered.map { column in indices.map { column[$0] } }
      return try SplitTable(BlockSums(drawn, blocks: blocks), judge: judge).probability()
    }
    return OverfitNull(values, level: level, observed: pbo)
  }
}
