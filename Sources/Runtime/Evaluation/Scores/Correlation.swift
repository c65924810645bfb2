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
    let spread = pairs.mean { a, _ in (a - p) * (a - p) } * pairs.mean { _, b in (b - y) * (b - y) }
    return spread > 0 ? cross / spread.squareRoot() : .nan
  }
}
