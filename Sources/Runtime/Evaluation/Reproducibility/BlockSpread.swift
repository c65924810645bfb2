/// How the profit per trade differs from block to block.
public struct BlockSpread: Sendable, Equatable {
  /// Blocks with trades, losing ones among them.
  public let count: Int
  /// Of the blocks' profits per trade, each block counting once.
  public let mean: Double
  /// With ddof 1.
  public let deviation: Double
  public let least: Double
  public let most: Double
  /// Percentile bounds from blocks drawn with replacement.
  public let meanBounds: ClosedRange<Double>?
  public let variationBounds: ClosedRange<Double>?

  /// `sd / |mean|`; missing where the mean is 0 or of fewer than two blocks.
  public var variation: Double { deviation.dividedUnlessZero(by: abs(mean)) }

  /// - Edge cases: bounds are nil for fewer than two blocks.
  /// - Throws: `Interrupted`.
  init(_ blocks: [BlockProfit], draws: Int, level: Double, seed: UInt64) throws {
    let values = blocks.map(\.perTrade).filter { !$0.isNaN }
    count = values.count
    mean = LevelComparison.mean(values)
    deviation = LevelComparison.deviation(values)
    least = values.min() ?? .nan
    most = values.max() ?? .nan
    let bootstrap = BlockBootstrap(count: values.count, meanBlock: 1, seed: seed)
    var (means, variations) = ([Double](), [Double]())
    for draw in 0..<(values.count > 1 ? max(0, draws) : 0) {
      if draw & 63 == 0 { try Interrupt.check() }
      let drawn = bootstrap.indices(draw: draw).map { values[$0] }
      let center = LevelComparison.mean(drawn)
      means.append(center)
      let variation = LevelComparison.deviation(drawn).dividedUnlessZero(by: abs(center))
      if !variation.isNaN { variations.append(variation) }
    }
    meanBounds = Self.bounds(means, level)
    variationBounds = Self.bounds(variations, level)
  }

  private static func bounds(_ values: [Double], _ level: Double) -> ClosedRange<Double>? {
    let sorted = values.sorted()
    let lower = Statistics.quantile(sorted, (1 - level) / 2)
    let upper = Statistics.quantile(sorted, (1 + level) / 2)
    return lower <= upper ? lower...upper : nil
  }
}
