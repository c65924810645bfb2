/// `mae = mean(|p - y|)`.
public enum MeanAbsoluteError: Score {
  public static let signature = Signature.score("mae", "Mean absolute error", "mean(|p - y|)")

  public static func value(of pairs: ScorePairs) -> Double { pairs.mean { abs($0 - $1) } }
}
