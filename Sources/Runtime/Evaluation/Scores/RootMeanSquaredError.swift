/// `rmse = sqrt(mean((p - y)^2))`.
public enum RootMeanSquaredError: Score {
  public static let signature = Signature.score(
    "rmse", "Root of the mean squared error", "sqrt(mean((p - y)^2))")
  public static let suits = (yesNo: false, number: true)

  public static func value(of pairs: ScorePairs) -> Double {
    MeanSquaredError.value(of: pairs).squareRoot()
  }
}
