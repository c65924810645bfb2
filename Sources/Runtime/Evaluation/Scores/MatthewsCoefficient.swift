/// The correlation of predicted and true classes,
/// `(c s - sum p t) / sqrt((s^2 - sum p^2) (s^2 - sum t^2))` with `s` rows, `c` of them right, `t` of each
/// class and `p` put into it.
///
/// - Edge cases: missing when all rows are of one class or put into one.
/// - Source: Matthews (1975); for several classes Gorodkin, Comparing two K-category assignments,
///   Computational Biology and Chemistry 2004.
public enum MatthewsCoefficient: Score {
  public static let signature = Signature.score(
    "mcc", "Correlation of predicted and true classes",
    "(c s - sum p t) / sqrt((s^2 - sum p^2) (s^2 - sum t^2)) with s rows, c right, t of each class, p put into it; p > 0.5, or the most probable class. Matthews 1975, Gorodkin 2004"
  )
  public static let isHigherBetter = true
  public static let suits = (yesNo: true, number: false)
  public static let suitsClasses = true

  public static func value(of pairs: ScorePairs) -> Double {
    let matrix = ConfusionMatrix(pairs)
    let (rows, right) = (Double(matrix.total), Double(matrix.correct))
    let (truths, predictions) = (matrix.truthCounts, matrix.predictionCounts)
    func products(_ x: [Int], _ y: [Int]) -> Double {
      zip(x, y).reduce(0) { $0 + Double($1.0) * Double($1.1) }
    }
    let spread =
      (rows * rows - products(predictions, predictions)) * (rows * rows - products(truths, truths))
    return (right * rows - products(truths, predictions)).dividedUnlessZero(by: spread.squareRoot())
  }
}
