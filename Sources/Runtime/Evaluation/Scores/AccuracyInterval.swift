/// How sure one can be of a share of labels guessed right, and that it is above that of always the same
/// guess.
public struct AccuracyInterval: Sendable, Equatable {
  /// The share guessed right.
  public let accuracy: Double
  /// Independent labels; fewer than rows where labels overlap.
  public let count: Double
  /// The share that is right without skill.
  public let base: Double
  public let interval: WilsonInterval
  /// The probability of an accuracy as high from guesses that are right with the base rate, one-sided.
  public let probability: Double

  /// `Phi(-(accuracy - base) / sqrt(base (1 - base) / n))`.
  ///
  /// - Edge cases: the probability is missing for a base of 0 or 1.
  public init(accuracy: Double, count: Double, base: Double, level: Double = 0.95) {
    (self.accuracy, self.count, self.base) = (accuracy, count, base)
    interval = WilsonInterval(share: accuracy, count: count, level: level)
    let error = (base * (1 - base) / count).squareRoot()
    let z = (accuracy - base).dividedUnlessZero(by: error)
    probability = NormalDistribution.cumulative(-z)
  }

  /// - Parameters:
  ///   - effective: The number of independent labels; that of rows where nil.
  ///   - base: The share of the most frequent class among the rows where nil.
  public init(
    _ pairs: ScorePairs, effective: Double? = nil, base: Double? = nil, level: Double = 0.95
  ) {
    let counts = Dictionary(grouping: pairs.truths) { $0 }.values.map(\.count)
    let most = Double(counts.max() ?? 0).dividedUnlessZero(by: Double(pairs.count))
    self.init(
      accuracy: Accuracy.value(of: pairs), count: effective ?? Double(pairs.count),
      base: base ?? most, level: level)
  }
}
