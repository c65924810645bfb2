/// The share of yes/no labels that `p > 0.5` gets right.
public enum Accuracy: Score {
  public static let signature = Signature.score(
    "accuracy", "Share of labels guessed right", "p > 0.5")
  public static let isHigherBetter = true
  public static let suits = (yesNo: true, number: false)

  public static func value(of pairs: ScorePairs) -> Double {
    pairs.mean { ($0 > 0.5) == ($1 > 0.5) ? 1 : 0 }
  }
}
