/// The probability that a chosen strategy's Sharpe ratio is above what the best of all trials would
/// show without skill.
///
/// `DSR = PSR(SR*)` with `SR* = sqrt(V) E[max]`, `V` the variance of the trials' Sharpe ratios and
/// `E[max]` the expected maximum of the effective number of independent trials,
/// `rho + (1 - rho) N` with the mean correlation `rho` between the trials' returns.
/// - Source: Bailey and Lopez de Prado, The Deflated Sharpe Ratio, Journal of Portfolio Management
///   2014.
public struct DeflatedSharpe: Sendable, Equatable {
  /// Of the chosen strategy, per period.
  public let sharpe: ProbabilisticSharpe
  /// How many trials there were.
  public let trials: Int
  /// The mean correlation of the trials over common days; missing where no two trials have returns.
  public let correlation: Double
  public let effectiveTrials: Double
  /// Of the trials' Sharpe ratios per period, ddof 1.
  public let variance: Double
  /// True where fewer than two trials have returns: the variance is then `1 / (T - 1)`, that of
  /// Sharpe ratios without skill over as many periods as the chosen strategy's.
  public let isNullVariance: Bool
  private let periodsPerYear: Double

  /// - Parameters:
  ///   - series: The chosen strategy's.
  ///   - trials: Returns of the trials, the chosen one's among them, over periods of the same length.
  ///   - count: How many trials there were, those without returns too.
  public init(_ series: ReturnSeries, trials: [DatedReturns], count: Int) {
    self.init(
      ProbabilisticSharpe(series), ratios: Self.ratios(of: trials, like: series),
      count: max(count, trials.count), correlation: MeanCorrelation.value(of: trials),
      periodsPerYear: series.periodsPerYear)
  }

  /// The Sharpe ratios of trials per period, where they have one, on the terms of a series.
  public static func ratios(of trials: [DatedReturns], like series: ReturnSeries) -> [Double] {
    trials.map { ProbabilisticSharpe(series.with($0.returns)).sharpe }.filter { !$0.isNaN }
  }

  /// - Parameters:
  ///   - ratios: The trials' Sharpe ratios per period, where known.
  ///   - correlation: The trials' mean correlation; taken for 0 where missing or negative.
  public init(
    _ sharpe: ProbabilisticSharpe, ratios: [Double], count: Int, correlation: Double = .nan,
    periodsPerYear: Double
  ) {
    self.sharpe = sharpe
    self.correlation = correlation
    self.periodsPerYear = periodsPerYear
    trials = max(count, 1)
    let shared = correlation.isNaN ? 0 : min(max(correlation, 0), 1)
    effectiveTrials = shared + (1 - shared) * Double(trials)
    isNullVariance = ratios.count < 2
    let deviation = LevelComparison.deviation(ratios)
    variance = isNullVariance ? 1 / Double(sharpe.count - 1) : deviation * deviation
  }

  /// `SR*`, the Sharpe ratio per period that the best trial is expected to show without skill.
  public var benchmark: Double { benchmark(trials: effectiveTrials) }

  /// The same for another number of independent trials: all of them give the strictest.
  public func benchmark(trials: Double) -> Double {
    variance.squareRoot() * ExpectedMaximum.value(trials: trials)
  }

  public var annualBenchmark: Double { benchmark * periodsPerYear.squareRoot() }
  public var annualSharpe: Double { sharpe.sharpe * periodsPerYear.squareRoot() }

  /// The deflated Sharpe ratio.
  public var probability: Double { sharpe.probability(over: benchmark) }

  /// As if this had been the only trial.
  public var probabilityOverZero: Double { sharpe.probability() }

  /// Periods that a ratio like this takes to be above 0 at 95 %.
  public var minimumTrackRecord: Double { sharpe.minimumTrackRecord() }

  /// Periods that it takes to be above `benchmark` at 95 %; missing where it is not.
  public var deflatedTrackRecord: Double { sharpe.minimumTrackRecord(over: benchmark) }

  /// Years below which the best of so many trials is expected to show such a ratio without skill.
  public var minimumBacktestLength: Double {
    ExpectedMaximum.minimumBacktestLength(trials: effectiveTrials, annualSharpe: annualSharpe)
  }
}
