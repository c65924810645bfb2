/// The area under the ROC curve: the chance that a yes is predicted above a no, ties count half.
///
/// Of classes the mean over the classes of each against the rest.
/// - Edge cases: missing when only one side occurs; a class that does not occur is left out.
/// - Complexity: O(n log n).
public enum AreaUnderCurve: Score {
  public static let signature = Signature.score(
    "auc", "Area under the ROC curve",
    "exact, by ranks; ties count half; of classes the mean of each against the rest")
  public static let isHigherBetter = true
  public static let suits = (yesNo: true, number: false)
  public static let suitsClasses = true

  public static func value(of pairs: ScorePairs) -> Double {
    guard pairs.classes > 0 else { return area(pairs.predictions, pairs.truths) }
    let areas = (0..<pairs.classes).map { code in
      let own = pairs.oneAgainstRest(code)
      return area(own.predictions, own.truths)
    }.filter { !$0.isNaN }
    return areas.isEmpty ? .nan : areas.reduce(0, +) / Double(areas.count)
  }

  /// Of probabilities and 0/1 truths.
  static func area(_ predictions: [Double], _ truths: [Double]) -> Double {
    let order = predictions.indices.sorted { predictions[$0] < predictions[$1] }
    var rankSum = 0.0
    var yes = 0
    var start = 0
    while start < order.count {
      var end = start
      while end < order.count, predictions[order[end]] == predictions[order[start]] { end += 1 }
      let rank = Double(start + end + 1) / 2
      for place in order[start..<end] where truths[place] > 0.5 {
        rankSum += rank
        yes += 1
      }
      start = end
    }
    let no = order.count - yes
    guard yes > 0, no > 0 else { return .nan }
    return (rankSum - Double(yes) * Double(yes + 1) / 2) / (Double(yes) * Double(no))
  }
}
