/// The mean over the dates of Spearman's correlation among the symbols of one date.
///
/// - Edge cases: dates with fewer than five symbols, or on which either side is constant, do not
///   count; missing off a panel.
/// - Complexity: O(n log n).
public enum RankCoefficient: Score {
  public static let signature = Signature.score(
    "rank_ic", "Mean over the dates of the rank correlation among the symbols",
    "Spearman's correlation of each date with at least 5 symbols, averaged")
  public static let isHigherBetter = true
  public static let suits = (yesNo: false, number: true)
  public static let needsPanel = true
  static let leastSymbols = 5

  public static func value(of pairs: ScorePairs) -> Double {
    guard !pairs.times.isEmpty else { return .nan }
    let order = pairs.times.indices.sorted { (pairs.times[$0], $0) < (pairs.times[$1], $1) }
    var coefficients: [Double] = []
    var start = 0
    while start < order.count {
      var end = start
      while end < order.count, pairs.times[order[end]] == pairs.times[order[start]] { end += 1 }
      let rows = order[start..<end]
      start = end
      guard rows.count >= leastSymbols else { continue }
      let ranks = ScorePairs(
        predictions: Ranking.average(rows.map { pairs.predictions[$0] }),
        truths: Ranking.average(rows.map { pairs.truths[$0] }))
      let value = Correlation.value(of: ranks)
      if !value.isNaN { coefficients.append(value) }
    }
    guard !coefficients.isEmpty else { return .nan }
    return coefficients.reduce(0, +) / Double(coefficients.count)
  }
}

extension Axis {
  /// Whether there are enough symbols at one time to rank them.
  var ranksSymbols: Bool {
    isPanel && hasTime && segments.count >= RankCoefficient.leastSymbols
  }
}
