/// A number that is predicted no better than by the mean of the training labels.
enum WorseThanConstantLint: Lint {
  static let name = "worse_than_constant"
  static let causes: [any Lint.Type] = [
    DeadOutputLint.self, SaturatedHeadLint.self, ConstantPredictionLint.self, TargetScaleLint.self,
    DivergingValidationLint.self,
  ]

  static func after(_ course: LintCourse) -> [LintFinding] {
    guard course.isFinished else { return [] }
    return course.perLearner { head, _ in
      let prefix = head.name.isEmpty ? "" : head.name + "."
      guard head.target.kind == .number, let labels = head.validation,
        let error = course.judged.score(prefix + "mse")
      else { return nil }
      let distance = labels.mean - head.training.mean
      let constant = labels.spread * labels.spread + distance * distance
      guard error > constant else { return nil }
      let (found, least) = (text(error), text(constant))
      return finding(
        "validation mse \(found) is no better than \(least) of the mean training label",
        head: head.name)
    }
  }

  private static func text(_ value: Double) -> String { NumberFormat.general(value, digits: 4) }
}
