/// An accuracy that is not told apart from always giving the commonest answer.
enum AccuracyNoiseLint: Lint {
  static let name = "accuracy_noise"
  static let causes: [any Lint.Type] = [
    SaturatedHeadLint.self, ConstantPredictionLint.self, SigmoidTwiceLint.self,
  ]

  /// Epochs in a row.
  private static let epochs = 5

  static func after(_ course: LintCourse) -> [LintFinding] {
    course.perLearner { head, _ in
      guard let labels = head.validation, labels.commonest.isFinite,
        course.history.count >= epochs
      else { return nil }
      let noise = 2 * error(labels, horizon: head.target.horizon)
      let prefix = head.name.isEmpty ? "" : head.name + "."
      let found = course.history.suffix(epochs).compactMap { $0.score(prefix + "accuracy") }
      guard found.count == epochs, found.allSatisfy({ abs($0 - labels.commonest) < noise }) else {
        return nil
      }
      let base = NumberFormat.percent(labels.commonest)
      return finding(
        "accuracy stays within noise of the base rate, \(base) +- \(NumberFormat.percent(noise)), "
          + "for \(epochs) epochs: nothing is learned that tells the answers apart", head: head.name
      )
    }
  }

  /// The standard error of a share; labels that overlap count once.
  private static func error(_ labels: LintHead.Labels, horizon: Int) -> Double {
    let count = max(1, Double(labels.count) / Double(max(1, horizon)))
    return (labels.commonest * (1 - labels.commonest) / count).squareRoot()
  }
}
