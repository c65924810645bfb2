/// How little the order of the symbols by a signal changes from one time to the next: what is near 1 trades
/// little.
public struct RankAutocorrelation: Sendable, Equatable {
  /// The mean over the times of the correlation of ranks with those of the time before.
  public let mean: Double
  /// With ddof 1, over the times.
  public let deviation: Double
  /// Pairs of times.
  public let count: Int

  /// Fewer symbols at one time say nothing.
  private static let leastSymbols = 5

  /// Ranks are those among all symbols with a value at a time; Pearson's correlation is taken over the
  /// symbols that both times have.
  ///
  /// - Parameters:
  ///   - lag: Times apart; those at which fewer than five symbols have a value do not count.
  ///   - times: Those of the axis; made once for many signals.
  /// - Edge cases: missing off a panel; pairs with fewer than five common symbols, or on which a side is
  ///   constant, are left out.
  /// - Complexity: O(n log n).
  public init(signal: [Double], axis: Axis, lag: Int = 1, times: CoefficientTimes? = nil) {
    let times = times ?? CoefficientTimes(axis)
    let ranked = times.groups.map { group in
      Self.ranks(times.rows[group].filter { signal[$0.row].isFinite }, signal)
    }.filter { $0.count >= Self.leastSymbols }
    let values = zip(ranked, ranked.dropFirst(max(1, lag))).map(Self.correlation)
      .filter { !$0.isNaN }
    mean = LevelComparison.mean(values)
    deviation = LevelComparison.deviation(values)
    count = values.count
  }

  /// By the first row of the symbol, which stands for it.
  private static func ranks(
    _ rows: [(row: Int, first: Int)], _ signal: [Double]
  ) -> [(symbol: Int, rank: Double)] {
    let ranks = Ranking.average(rows.map { signal[$0.row] })
    return zip(rows, ranks).map { ($0.first, $1) }
  }

  private static func correlation(
    _ a: [(symbol: Int, rank: Double)], _ b: [(symbol: Int, rank: Double)]
  ) -> Double {
    let earlier = Dictionary(a.map { ($0.symbol, $0.rank) }) { first, _ in first }
    let pairs = b.compactMap { one in earlier[one.symbol].map { ($0, one.rank) } }
    guard pairs.count >= leastSymbols else { return .nan }
    return Correlation.value(
      of: ScorePairs(predictions: pairs.map(\.0), truths: pairs.map(\.1)))
  }
}
