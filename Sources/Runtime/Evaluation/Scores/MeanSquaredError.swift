/// `mse = mean((p - y)^2)`.
public enum MeanSquaredError: Score {
  public static let signature = Signature.score("mse", "Mean squared error", "mean((p - y)^2)")

  public static func value(of pairs: ScorePairs) -> Double {
    pairs.mean { ($0 - $1) * ($0 - $1) }
  }
}
