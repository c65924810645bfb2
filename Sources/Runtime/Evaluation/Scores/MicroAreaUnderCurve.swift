/// The area under the ROC curve of all classes at once, every (row, class) a yes or no.
///
/// A predictor that answers with the shares of the classes is far above one half by it: 0.674 with
/// shares 0.516, 0.316, 0.168. It is here to be compared with published figures.
/// - Source: what Keras's AUC gives of one-hot labels, reference system S4.
public enum MicroAreaUnderCurve: Score {
  public static let signature = Signature.score(
    "micro_auc", "Area under the ROC curve of all classes laid end to end",
    "above 0.5 without skill where classes are unequal: read it beside the one of base")
  public static let isHigherBetter = true
  public static let suits = (yesNo: false, number: false)
  public static let suitsClasses = true

  public static func value(of pairs: ScorePairs) -> Double {
    guard pairs.classes > 0 else { return .nan }
    let every = pairs.everyClass
    return AreaUnderCurve.area(every.predictions, every.truths)
  }
}
