/// The mean over the classes that happened of the share of each that was predicted.
///
/// - Edge cases: a predictor that always answers the same is at `1 / classes`.
public enum BalancedAccuracy: Score {
  public static let signature = Signature.score(
    "balanced_accuracy", "Mean over the classes of the share of each guessed right",
    "mean(recall) over the classes that happened; p > 0.5, or the most probable class. Always the same answer gives 1 / classes"
  )
  public static let isHigherBetter = true
  public static let suits = (yesNo: true, number: false)
  public static let suitsClasses = true

  public static func value(of pairs: ScorePairs) -> Double {
    LevelComparison.mean(ConfusionMatrix(pairs).recalls.filter { !$0.isNaN })
  }
}
