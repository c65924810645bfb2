/// The share of labels that are guessed right: yes/no at `p > 0.5`, classes by their codes.
public enum Accuracy: Score {
  public static let signature = Signature.score(
    "accuracy", "Share of labels guessed right", "p > 0.5, or the most probable class")
  public static let isHigherBetter = true
  public static let suits = (yesNo: true, number: false)
  public static let suitsClasses = true

  public static func value(of pairs: ScorePairs) -> Double {
    pairs.mean { p, y in (p > 1 ? p : p > 0.5 ? 1 : 0) == y ? 1 : 0 }
  }
}
