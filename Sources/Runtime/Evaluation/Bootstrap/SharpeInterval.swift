/// The interval in which a Sharpe ratio lies, from resampled returns.
public struct SharpeInterval: Sendable, Equatable {
  /// The Sharpe ratio itself, per year.
  public let value: Double
  public let lower: Double
  public let upper: Double
  /// The share of resampled ratios between the bounds.
  public let level: Double
  /// The share of resampled ratios that are not above 0.
  public let shareBelowZero: Double
  /// In periods.
  public let meanBlock: Double

  /// The quantiles of the Sharpe ratios of series drawn by the stationary bootstrap.
  ///
  /// - Parameter meanBlock: In periods; by the rule of Politis and White where nil.
  /// - Edge cases: bounds are missing when the returns do not vary; draws that do not vary are left
  ///   out.
  /// - Throws: `Interrupted`.
  /// - Complexity: O(draws x periods).
  public init(
    of series: ReturnSeries, level: Double = 0.95, draws: Int = 1_000, seed: UInt64,
    meanBlock: Double? = nil
  ) throws {
    let returns = series.returns
    let block = meanBlock ?? BlockBootstrap.automaticMeanBlock(returns)
    let bootstrap = BlockBootstrap(count: returns.count, meanBlock: block, seed: seed)
    let sums = ShiftedSums(returns)
    var ratios: [Double] = []
    for draw in 0..<max(0, draws) {
      if draw & 63 == 0 { try Interrupt.check() }
      let ratio = sums.sharpe(of: bootstrap.runs(draw: draw), series)
      if !ratio.isNaN { ratios.append(ratio) }
    }
    ratios.sort()
    value = SharpeRatio.value(of: series)
    self.level = level
    self.meanBlock = bootstrap.meanBlock
    lower = Statistics.quantile(ratios, (1 - level) / 2)
    upper = Statistics.quantile(ratios, (1 + level) / 2)
    let below = Double(ratios.count { $0 <= 0 })
    shareBelowZero = below.dividedUnlessZero(by: Double(ratios.count))
  }
}
