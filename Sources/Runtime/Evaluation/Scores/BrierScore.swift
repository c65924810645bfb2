/// `mean((p - y)^2)` of probabilities, of classes summed over them.
///
/// - Source: Brier, Verification of forecasts expressed in terms of probability, Monthly Weather
///   Review 1950.
public enum BrierScore: Score {
  public static let signature = Signature.score(
    "brier", "Mean squared error of probabilities",
    "mean((p - y)^2); of classes the sum over them, from 0 to 2. Brier 1950")
  public static let suits = (yesNo: true, number: false)
  public static let suitsClasses = true

  public static func value(of pairs: ScorePairs) -> Double {
    guard pairs.classes > 0 else { return MeanSquaredError.value(of: pairs) }
    var sum = 0.0
    for (row, truth) in pairs.truths.enumerated() {
      for code in 0..<pairs.classes {
        let distance = pairs.shares[row * pairs.classes + code] - (truth == Double(code) ? 1 : 0)
        sum += distance * distance
      }
    }
    return sum.dividedUnlessZero(by: Double(pairs.count))
  }
}
