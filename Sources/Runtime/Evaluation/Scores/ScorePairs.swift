/// Predictions beside what happened, on the same rows, nothing missing.
public struct ScorePairs: Sendable {
  public let predictions: [Double]
  public let truths: [Double]
  /// Probabilities `shares[row * classes + class]`; empty where there are none.
  public let shares: [Double]
  /// How many classes `shares` has.
  public let classes: Int
  /// The time of each row on a panel, for scores among the symbols at one time; else empty.
  public let times: [Int64]

  public var count: Int { truths.count }

  /// Keeps the rows at which both numbers are there.
  ///
  /// - Parameters:
  ///   - shares: Probabilities of `classes` classes, row by row; one number per row else.
  ///   - times: One per row, or none.
  public init(
    predictions: [Double], truths: [Double], shares: [Double] = [], classes: Int = 0,
    times: [Int64] = []
  ) {
    let count = min(predictions.count, truths.count)
    let kept = (0..<count).filter { !predictions[$0].isNaN && !truths[$0].isNaN }
    self.predictions = kept.map { predictions[$0] }
    self.truths = kept.map { truths[$0] }
    let hasShares = classes > 0 && shares.count >= count * classes
    self.classes = hasShares ? classes : 0
    self.shares =
      hasShares ? kept.flatMap { shares[$0 * classes..<($0 + 1) * classes] } : []
    self.times = times.count >= count ? kept.map { times[$0] } : []
  }

  /// `mean(f(prediction, truth))`; NaN without pairs.
  func mean(_ f: (Double, Double) -> Double) -> Double {
    guard count > 0 else { return .nan }
    return zip(predictions, truths).reduce(0) { $0 + f($1.0, $1.1) } / Double(count)
  }

  /// Every class of every row a yes or no, laid end to end.
  public var everyClass: ScorePairs {
    ScorePairs(
      predictions: shares,
      truths: truths.flatMap { truth in (0..<classes).map { Double($0) == truth ? 1.0 : 0 } })
  }

  /// The probability of a class beside whether it happened.
  func oneAgainstRest(_ code: Int) -> ScorePairs {
    ScorePairs(
      predictions: stride(from: code, to: shares.count, by: max(1, classes)).map { shares[$0] },
      truths: truths.map { $0 == Double(code) ? 1 : 0 })
  }
}
