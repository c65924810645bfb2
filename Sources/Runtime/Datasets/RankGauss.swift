/// The normal score of a value among the training values: `quantile((rank - 1/2) / n)` of the standard
/// normal distribution, with average ranks.
///
/// - Edge cases: between two training values it is interpolated; below the least and above the
///   greatest it stays at their scores.
/// - Source: rankit scores, Bliss (1967), "Statistics in biology".
struct RankGauss: Sendable {
  /// Distinct training values, ascending: all, or as many at even steps of the ranks.
  let values: [Double]
  /// Their normal scores.
  let scores: [Double]

  /// More distinct values than this are thinned out.
  private static let mostValues = 4096

  /// - Complexity: O(n log n).
  init(_ sample: [Double]) {
    let sorted = RadixSort.ascending(sample)
    let (count, last) = (sorted.count, sorted.count - 1)
    let steps = min(count, Self.mostValues)
    var (values, scores) = ([Double](), [Double]())
    for step in 0..<steps {
      let value = sorted[steps > 1 ? step * last / (steps - 1) : 0]
      guard value != values.last else { continue }
      let below = Statistics.place(in: sorted) { $0 >= value }
      let through = Statistics.place(in: sorted) { $0 > value }
      values.append(value)
      scores.append(NormalDistribution.quantile(Double(below + through) / 2 / Double(count)))
    }
    (self.values, self.scores) = (values, scores)
  }

  func score(_ value: Double) -> Double {
    guard let first = values.first, let last = values.last, !value.isNaN else { return .nan }
    if value <= first { return scores[0] }
    if value >= last { return scores[scores.count - 1] }
    let above = Statistics.place(in: values) { $0 > value }
    let share = (value - values[above - 1]) / (values[above] - values[above - 1])
    return scores[above - 1] + share * (scores[above] - scores[above - 1])
  }
}
