/// Probabilities that are pinned at 0 or 1.
enum SaturatedHeadLint: Lint {
  static let name = "saturated_head"
  static let causes: [any Lint.Type] = [TargetScaleLint.self]

  static func after(_ course: LintCourse) -> [LintFinding] {
    course.perHead { head, health in
      guard health.saturatedShare > 0.5 else { return nil }
      let share = NumberFormat.percent(health.saturatedShare)
      let what = "\(share) of the predictions are saturated at 0 or 1"
      guard head.target.kind == .number, head.training.highest > 1 else {
        return finding("\(what): the logits are far out and hardly learn", head: head.name)
      }
      let highest = NumberFormat.general(head.training.highest, digits: 3)
      return finding(
        "\(what), the labels reach \(highest), which a sigmoid cannot", head: head.name)
    }
  }
}
