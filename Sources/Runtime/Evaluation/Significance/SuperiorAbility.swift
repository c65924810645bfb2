import Glibc

/// Whether the best of several strategies beats a benchmark by more than the search explains: White's
/// reality check and Hansen's test for superior predictive ability.
///
/// With differences `d` to the benchmark, the statistic `max_k sqrt(n) mean(d_k) / w_k` is compared with
/// those of resampled differences whose means are taken off: of all strategies (`upper`), of those
/// not far below the benchmark (`consistent`), of those above it (`lower`). White's is the same
/// without `w_k`, all means taken off.
/// - Source: White, A Reality Check for Data Snooping, Econometrica 2000; Hansen, A Test for Superior
///   Predictive Ability, Journal of Business and Economic Statistics 2005.
public struct SuperiorAbility: Sendable, Equatable {
  /// Strategies whose returns differ from the benchmark's.
  public let strategies: Int
  /// Common periods.
  public let count: Int
  /// The place of the strategy with the highest statistic.
  public let best: Int
  /// Of the best strategy: `sqrt(n) mean(d) / w`.
  public let statistic: Double
  /// p-value that takes strategies below the benchmark for as bad as they looked: too low.
  public let lower: Double
  /// Hansen's p-value.
  public let consistent: Double
  /// p-value that takes every strategy for as good as the benchmark: too high with poor ones among
  /// them.
  public let upper: Double
  /// White's p-value.
  public let realityCheck: Double
  /// In periods.
  public let meanBlock: Double

  static let leastPeriods = 20

  /// - Parameters:
  ///   - benchmark: Of zero return where nil.
  ///   - meanBlock: In periods; the mean of the rule of Politis and White over strategies where nil.
  /// - Throws: `Failure` for fewer than twenty common periods or strategies that never differ from the
  ///   benchmark; `Interrupted`.
  /// - Complexity: O(draws x periods x strategies).
  public init(
    _ strategies: [DatedReturns], benchmark: DatedReturns? = nil, draws: Int = 1_000, seed: UInt64,
    meanBlock: Double? = nil
  ) throws {
    let (days, columns) = DatedReturns.overlaid(strategies + (benchmark.map { [$0] } ?? []))
    guard days.count >= Self.leastPeriods else { throw Failure.fewPeriods(days.count) }
    let base = benchmark == nil ? nil : columns.last
    let differences = columns.prefix(strategies.count).map { column in
      base.map { zip(column, $0).map { $0 - $1 } } ?? column
    }
    let places = differences.indices.filter { ReturnSeries.varies(differences[$0]) }
    guard !places.isEmpty else { throw Failure.neverDiffer() }
    let kept = places.map { differences[$0] }
    let block = meanBlock ?? LevelComparison.mean(kept.map(BlockBootstrap.automaticMeanBlock))
    let bootstrap = BlockBootstrap(count: days.count, meanBlock: block, seed: seed)
    let test = Test(kept, meanBlock: bootstrap.meanBlock)
    let shares = try test.shares(bootstrap, draws: max(1, draws))
    (self.strategies, count, self.meanBlock) = (places.count, days.count, bootstrap.meanBlock)
    best = places[test.best]
    statistic = test.ratios[test.best]
    (lower, consistent, upper, realityCheck) = (shares[0], shares[1], shares[2], shares[3])
  }

  private struct Test {
    /// Differences of a period side by side: `table[period * strategies + strategy]`.
    private let table: [Double]
    private let means: [Double]
    private let deviations: [Double]
    private let count: Int
    /// `sqrt(n) mean / deviation`.
    let ratios: [Double]
    let best: Int

    init(_ columns: [[Double]], meanBlock: Double) {
      let count = columns[0].count
      let root = Double(count).squareRoot()
      let means = columns.map(LevelComparison.mean)
      let deviations = columns.map { StationaryVariance.value(of: $0, meanBlock: meanBlock) }
        .map { $0.squareRoot() }
      let ratios = zip(means, deviations).map { root * $0 / $1 }
      (self.count, self.means, self.deviations, self.ratios) = (count, means, deviations, ratios)
      best = ratios.indices.max { ratios[$0] < ratios[$1] } ?? 0
      table = (0..<count).flatMap { period in columns.map { $0[period] } }
    }

    /// The shares of draws whose statistic is not below the one found, the one found among them:
    /// lower, consistent, upper, White's.
    func shares(_ bootstrap: BlockBootstrap, draws: Int) throws -> [Double] {
      let root = Double(count).squareRoot()
      let limit = -(2 * log(log(Double(count)))).squareRoot()
      let centers = [
        means.map { max($0, 0) }, zip(means, ratios).map { $1 >= limit ? $0 : 0 }, means,
      ]
      let highest = root * (means.max() ?? .nan)
      var reached = [1.0, 1, 1, 1]
      for draw in 0..<draws {
        if draw & 15 == 0 { try Interrupt.check() }
        let drawn = resampledMeans(bootstrap.weights(draw: draw))
        for (place, center) in centers.enumerated() {
          let most = drawn.indices.reduce(-Double.infinity) {
            max($0, root * (drawn[$1] - center[$1]) / deviations[$1])
          }
          if max(most, 0) >= max(ratios[best], 0) { reached[place] += 1 }
        }
        let plain = drawn.indices.reduce(-Double.infinity) { max($0, drawn[$1] - means[$1]) }
        if root * plain >= highest { reached[3] += 1 }
      }
      return reached.map { $0 / Double(draws + 1) }
    }

    private func resampledMeans(_ weights: [Double]) -> [Double] {
      let width = means.count
      var sums = [Double](repeating: 0, count: width)
      for (period, weight) in weights.enumerated() where weight > 0 {
        let first = period * width
        for place in 0..<width { sums[place] += weight * table[first + place] }
      }
      return sums.map { $0 / Double(count) }
    }
  }
}

extension Failure {
  fileprivate static func fewPeriods(_ count: Int) -> Failure {
    Failure(
      "the strategies have \(count) periods in common; at least \(SuperiorAbility.leastPeriods) are "
        + "needed")
  }

  fileprivate static func neverDiffer() -> Failure {
    Failure("no strategy's returns ever differ from the benchmark's by another amount")
  }
}
