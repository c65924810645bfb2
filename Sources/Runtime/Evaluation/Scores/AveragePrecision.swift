/// `sum((R_k - R_(k-1)) P_k)` over the distinct predictions from the highest down, with recall `R` and
/// precision `P` of what is at or above each.
///
/// Of classes the mean over the classes of each against the rest.
/// - Edge cases: missing without a yes; a class that does not occur is left out. The share of yes is what
///   no skill gives.
/// - Complexity: O(n log n).
public enum AveragePrecision: Score {
  public static let signature = Signature.score(
    "average_precision", "Area under the curve of precision over recall",
    "sum((R_k - R_(k-1)) P_k) over distinct predictions; the share of yes without skill; of classes the mean of each against the rest"
  )
  public static let isHigherBetter = true
  public static let suits = (yesNo: true, number: false)
  public static let suitsClasses = true

  public static func value(of pairs: ScorePairs) -> Double {
    guard pairs.classes > 0 else { return area(pairs) }
    let areas = (0..<pairs.classes).map { area(pairs.oneAgainstRest($0)) }.filter { !$0.isNaN }
    return LevelComparison.mean(areas)
  }

  private static func area(_ pairs: ScorePairs) -> Double {
    let steps = ThresholdSteps(pairs)
    let total = Double(steps.yes.last ?? 0)
    guard total > 0 else { return .nan }
    var (sum, last) = (0.0, 0)
    for (yes, no) in zip(steps.yes, steps.no) {
      sum += Double(yes - last) / total * (Double(yes) / Double(yes + no))
      last = yes
    }
    return sum
  }
}
