/// The area under the ROC curve: the chance that a yes is predicted above a no, ties count half.
///
/// - Edge cases: missing when only one side occurs.
/// - Complexity: O(n log n).
public enum AreaUnderCurve: Score {
  public static let signature = Signature.score(
    "auc", "Area under the ROC curve", "exact, by ranks; ties count half")
  public static let isHigherBetter = true
  public static let suits = (yesNo: true, number: false)

  public static func value(of pairs: ScorePairs) -> Double {
    let order = pairs.predictions.indices.sorted { pairs.predictions[$0] < pairs.predictions[$1] }
    var rankSum = 0.0
    var yes = 0
    var start = 0
    while start < order.count {
      var end = start
      while end < order.count, pairs.predictions[order[end]] == pairs.predictions[order[start]] {
        end += 1
      }
      let rank = Double(start + end + 1) / 2
      for place in order[start..<end] where pairs.truths[place] > 0.5 {
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
