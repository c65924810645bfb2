/// The same answer to every sample.
enum ConstantPredictionLint: Lint {
  static let name = "constant_predictions"
  static let causes: [any Lint.Type] = [
    DeadOutputLint.self, SaturatedHeadLint.self, TargetScaleLint.self,
  ]

  static func after(_ course: LintCourse) -> [LintFinding] {
    course.perHead { head, health in
      guard health.predictionSpread < 0.01 * health.labelSpread else { return nil }
      return finding(
        "predictions hardly vary: the model answers with a constant", head: head.name)
    }
  }
}
