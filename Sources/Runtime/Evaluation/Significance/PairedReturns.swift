import Glibc

/// Two series of returns over the same periods: which is better, and how sure one can be of it.
///
/// Both saw the same market, so that what is compared is their difference and not two intervals.
public struct PairedReturns: Sendable, Equatable {
  /// Common periods.
  public let count: Int
  /// The mean of first less second, per year.
  public let meanDifference: Double
  /// Newey and West's error of it with `lag` autocovariances, per year.
  public let meanError: Double
  /// `floor(4 (n / 100)^(2/9))`.
  public let lag: Int
  /// The annual Sharpe ratio of the first.
  public let firstSharpe: Double
  public let secondSharpe: Double
  /// Ledoit and Wolf's error of the difference of the annual Sharpe ratios.
  public let sharpeError: Double
  /// The share of resampled pairs whose difference of Sharpe ratios is as far from the one found as that
  /// is from 0.
  public let bootstrapProbability: Double
  public let correlation: Double
  /// The share of periods in which the first is better.
  public let wins: Double
  /// Of the bootstrap, in periods.
  public let meanBlock: Double

  public var meanT: Double { meanDifference.dividedUnlessZero(by: meanError) }
  public var sharpeDifference: Double { firstSharpe - secondSharpe }

  /// Two-sided p-values by the normal distribution.
  public var meanProbability: Double { Self.twoSided(meanT) }
  public var sharpeProbability: Double {
    Self.twoSided(sharpeDifference.dividedUnlessZero(by: sharpeError))
  }

  static let leastPeriods = 20

  /// - Parameters:
  ///   - riskFree: Per year, a fraction.
  ///   - meanBlock: In periods; the longer one of both series by the rule of Politis and White where
  ///     nil.
  /// - Throws: `Failure` for fewer than twenty common periods; `Interrupted`.
  /// - Complexity: O(draws x periods).
  /// - Source: Newey and West, Automatic Lag Selection, Review of Economic Studies 1994; Ledoit and
  ///   Wolf, Robust Performance Hypothesis Testing with the Sharpe Ratio, Journal of Empirical
  ///   Finance 2008.
  public init(
    _ first: DatedReturns, _ second: DatedReturns, periodsPerYear: Double, riskFree: Double = 0,
    draws: Int = 1_000, seed: UInt64, meanBlock: Double? = nil
  ) throws {
    let (days, columns) = DatedReturns.overlaid([first, second])
    guard days.count >= Self.leastPeriods else { throw Failure.fewPeriods(days.count) }
    let (a, b) = (
      ReturnSeries(columns[0], periodsPerYear: periodsPerYear, riskFree: riskFree),
      ReturnSeries(columns[1], periodsPerYear: periodsPerYear, riskFree: riskFree)
    )
    let size = Double(days.count)
    let gaps = zip(columns[0], columns[1]).map { $0 - $1 }
    let gap = LevelComparison.mean(gaps)
    let lag = Int(4 * pow(size / 100, 2.0 / 9))
    let variance = SharpeError.longRunVariance(of: gaps.map { $0 - gap }, lag: lag)
    (count, self.lag) = (days.count, lag)
    meanDifference = gap * periodsPerYear
    meanError = (variance / size).squareRoot() * periodsPerYear
    (firstSharpe, secondSharpe) = (SharpeRatio.value(of: a), SharpeRatio.value(of: b))
    sharpeError = Self.sharpeError(a, b)
    correlation = BenchmarkCorrelation.value(of: a, against: b.returns)
    wins = Double(gaps.count { $0 > 0 }) / size
    let block =
      meanBlock ?? columns.map(BlockBootstrap.automaticMeanBlock).reduce(1) { max($0, $1) }
    let bootstrap = BlockBootstrap(count: days.count, meanBlock: block, seed: seed)
    self.meanBlock = bootstrap.meanBlock
    bootstrapProbability = try Self.probability(a, b, bootstrap, draws: max(1, draws))
  }

  /// `sqrt(m V / (n - 4))`, `V` the long-run variance of the difference of both influences.
  private static func sharpeError(_ a: ReturnSeries, _ b: ReturnSeries) -> Double {
    let influence = zip(SharpeError.influence(a), SharpeError.influence(b)).map { $0 - $1 }
    let count = Double(influence.count)
    guard count > 4 else { return .nan }
    let variance = ParzenVariance.value(of: influence)
    return (a.periodsPerYear * variance / (count - 4)).squareRoot()
  }

  private static func probability(
    _ a: ReturnSeries, _ b: ReturnSeries, _ bootstrap: BlockBootstrap, draws: Int
  ) throws -> Double {
    let found = SharpeRatio.value(of: a) - SharpeRatio.value(of: b)
    guard !found.isNaN else { return .nan }
    let (x, y) = (ShiftedSums(a.returns), ShiftedSums(b.returns))
    var (reached, known) = (1.0, 1.0)
    for draw in 0..<draws {
      if draw & 63 == 0 { try Interrupt.check() }
      let runs = bootstrap.runs(draw: draw)
      let drawn = x.sharpe(of: runs, a) - y.sharpe(of: runs, b)
      guard !drawn.isNaN else { continue }
      known += 1
      if abs(drawn - found) >= abs(found) { reached += 1 }
    }
    return reached / known
  }

  private static func twoSided(_ t: Double) -> Double {
    2 * NormalDistribution.cumulative(-abs(t))
  }
}

extension Failure {
  fileprivate static func fewPeriods(_ count: Int) -> Failure {
    Failure(
      "the two series have \(count) periods in common; at least \(PairedReturns.leastPeriods) are "
        + "needed")
  }
}
