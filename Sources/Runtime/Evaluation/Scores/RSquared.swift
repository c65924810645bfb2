/// `r2 = 1 - sum((y - p)^2) / sum((y - mean(y))^2)`, the mean over the scored rows.
///
/// - Edge cases: missing when the truths do not vary; negative when worse than their mean.
public enum RSquared: Score {
  public static let signature = Signature.score(
    "r2", "Share of the variance explained", "1 - mse / variance of y over the scored rows")
  public static let isHigherBetter = true
  public static let suits = (yesNo: false, number: true)

  public static func value(of pairs: ScorePairs) -> Double {
    let mean = pairs.mean { $1 }
    let variance = pairs.mean { ($1 - mean) * ($1 - mean) }
    return variance > 0 ? 1 - MeanSquaredError.value(of: pairs) / variance : .nan
  }
}
