/// Predictions beside what happened, on the same rows, nothing missing.
public struct ScorePairs: Sendable {
  public let predictions: [Double]
  public let truths: [Double]

  public var count: Int { truths.count }

  /// Keeps the rows at which both numbers are there.
  public init(predictions: [Double], truths: [Double]) {
    let kept = zip(predictions, truths).filter { !$0.isNaN && !$1.isNaN }
    self.predictions = kept.map(\.0)
    self.truths = kept.map(\.1)
  }

  /// `mean(f(prediction, truth))`; NaN without pairs.
  func mean(_ f: (Double, Double) -> Double) -> Double {
    guard count > 0 else { return .nan }
    return zip(predictions, truths).reduce(0) { $0 + f($1.0, $1.1) } / Double(count)
  }
}
