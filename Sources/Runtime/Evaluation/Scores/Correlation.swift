/// Pearson's correlation of predictions and truths.
///
/// - Edge cases: missing when either does not vary.
public enum Correlation: Score {
  public static let signature = Signature.score("corr", "Correlation of predictions and truths")
  public static let isHigherBetter = true
  public static let suits = (yesNo: false, number: true)

  public static func value(of pairs: ScorePairs) -> Double {
    let (p, y) = (pairs.mean { p, _ in p }, pairs.mean { _, y in y })
    let cross = pairs.mean { ($0 - p) * ($1 - y) }
    let u = pairs.mean { a, _ in (a - p) * (a - p) }
    let v = pairs.mean { _, b in (b - y) * (b - y) }
    // What rounding leaves of a constant is no variation.
    guard u > 1e-24 * p * p, v > 1e-24 * y * y else { return .nan }
    return cross / (u * v).squareRoot()
  }
}
