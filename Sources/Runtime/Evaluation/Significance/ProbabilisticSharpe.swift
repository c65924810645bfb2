/// The probability that a true Sharpe ratio is above a benchmark, given the length, skew and tails of
/// the returns.
///
/// `PSR(SR*) = Phi((SR - SR*) sqrt(T - 1) / sqrt(1 - skew SR + (kurtosis - 1) / 4 SR^2))`.
/// - Unit: Sharpe ratios per period, not annualised; kurtosis raw, 3 of a normal distribution.
/// - Source: Bailey and Lopez de Prado, The Sharpe Ratio Efficient Frontier, Journal of Risk 2012.
public struct ProbabilisticSharpe: Sendable, Equatable {
  /// Per period.
  public let sharpe: Double
  /// Periods.
  public let count: Int
  public let skew: Double
  public let kurtosis: Double

  public init(sharpe: Double, count: Int, skew: Double = 0, kurtosis: Double = 3) {
    (self.sharpe, self.count, self.skew, self.kurtosis) = (sharpe, count, skew, kurtosis)
  }

  /// Of returns, which it takes for independent of each other.
  ///
  /// - Edge cases: everything is missing when the returns do not vary.
  public init(_ series: ReturnSeries) {
    self.init(
      sharpe: series.varies ? series.meanExcess / series.deviation : .nan,
      count: series.returns.count, skew: series.skew, kurtosis: series.kurtosis)
  }

  /// The standard error of the Sharpe ratio per period.
  ///
  /// - Edge cases: missing for fewer than two periods, and for moments that no returns have.
  public var error: Double { (spread / Double(count - 1)).squareRoot() }

  /// - Parameter benchmark: A Sharpe ratio per period.
  public func probability(over benchmark: Double = 0) -> Double {
    NormalDistribution.cumulative((sharpe - benchmark) / error)
  }

  /// The number of periods from which on the ratio is above a benchmark with that probability,
  /// `1 + (1 - skew SR + (kurtosis - 1) / 4 SR^2) (Phi^-1(p) / (SR - SR*))^2`.
  ///
  /// - Edge cases: missing where the ratio is not above the benchmark.
  public func minimumTrackRecord(over benchmark: Double = 0, level: Double = 0.95) -> Double {
    guard sharpe > benchmark else { return .nan }
    let ratio = NormalDistribution.quantile(level) / (sharpe - benchmark)
    return 1 + spread * ratio * ratio
  }

  private var spread: Double {
    let value = 1 - skew * sharpe + (kurtosis - 1) / 4 * sharpe * sharpe
    return value > 0 && count > 1 ? value : .nan
  }
}
