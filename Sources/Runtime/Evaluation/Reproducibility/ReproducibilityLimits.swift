/// What a strategy has to keep to, block after block, to count as reproducible.
public struct ReproducibilityLimits: Sendable, Equatable {
  /// Highest variation of the profit per trade over blocks, `sd / |mean|`.
  public var variation: Double
  /// Least profit per trade of any block, in the unit of the profits.
  public var profit: Double
  /// Least share of blocks with a trade.
  public var activity: Double
  /// Highest fall of the profit per trade from the first half of the time to the second, a fraction.
  public var degradation: Double

  /// - Source: the published test of system S1 (15 %, $8, 80 %, 20 %).
  public init(
    variation: Double = 0.15, profit: Double = 0, activity: Double = 0.8, degradation: Double = 0.2
  ) {
    (self.variation, self.profit) = (variation, profit)
    (self.activity, self.degradation) = (activity, degradation)
  }
}
