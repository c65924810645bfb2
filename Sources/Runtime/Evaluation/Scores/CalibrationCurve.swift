/// How often a yes happens where it is predicted with some probability.
public struct CalibrationCurve: Sendable, Equatable {
  public enum Binning: String, Sendable, CaseIterable {
    /// Bins of as equal a number of rows as ties allow.
    case count
    /// Bins of equal width from 0 to 1.
    case width
  }

  public struct Bin: Sendable, Equatable {
    /// Above this, up to `upper`; the first bin takes its lower end in.
    public let lower: Double
    public let upper: Double
    public let count: Int
    /// Of the predictions.
    public let mean: Double
    /// Of the labels that are yes.
    public let share: Double
    /// Wilson's, for independent labels.
    public let interval: WilsonInterval
  }

  /// Those that hold a row.
  public let bins: [Bin]
  /// `sum(n_b / n |share_b - mean_b|)`.
  public let expectedError: Double
  /// The largest distance of a bin.
  public let largestError: Double

  /// - Parameters:
  ///   - bins: How many to cut the rows into; fewer where predictions are equal.
  ///   - level: Of the intervals.
  /// - Edge cases: no bins and missing errors without rows.
  /// - Complexity: O(n log n).
  public init(
    _ pairs: ScorePairs, bins: Int = 10, binning: Binning = .count, level: Double = 0.95
  ) {
    let edges = Self.edges(pairs.predictions, max(1, bins), binning)
    var rows = [[Int]](repeating: [], count: max(0, edges.count - 1))
    for row in pairs.predictions.indices {
      let inner = edges.dropFirst().dropLast()
      rows[inner.firstIndex { pairs.predictions[row] <= $0 }.map { $0 - 1 } ?? rows.count - 1]
        .append(row)
    }
    self.bins = rows.enumerated().compactMap { place, rows in
      guard !rows.isEmpty else { return nil }
      let count = Double(rows.count)
      let share = Double(rows.count { pairs.truths[$0] > 0.5 }) / count
      return Bin(
        lower: edges[place], upper: edges[place + 1], count: rows.count,
        mean: rows.reduce(0) { $0 + pairs.predictions[$1] } / count, share: share,
        interval: WilsonInterval(share: share, count: count, level: level))
    }
    let sum = self.bins.reduce(0) { $0 + Double($1.count) * abs($1.share - $1.mean) }
    expectedError = sum.dividedUnlessZero(by: Double(pairs.count))
    largestError = self.bins.map { abs($0.share - $0.mean) }.max() ?? .nan
  }

  private static func edges(_ predictions: [Double], _ bins: Int, _ binning: Binning) -> [Double] {
    let shares = (0...bins).map { Double($0) / Double(bins) }
    guard binning == .count, !predictions.isEmpty else { return shares }
    let sorted = RadixSort.ascending(predictions)
    return shares.map { Statistics.quantile(sorted, $0) }
  }
}
