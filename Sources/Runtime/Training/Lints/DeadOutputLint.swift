/// An output whose predictions are zero: a relu that never switches on again.
enum DeadOutputLint: Lint {
  static let name = "dead_output"
  static let isUrgent = true

  static func after(_ course: LintCourse) -> [LintFinding] {
    course.perHead { head, health in
      // A first epoch may pass through zero; one that stays there does not come back.
      guard health.zeroShare > 0.5, course.isFinished || course.history.count > 1 else {
        return nil
      }
      let zeros = NumberFormat.percent(health.zeroShare)
      let cause =
        head.link == .relu
        ? "a relu at the end that is off has no gradient; head=softplus starts at the mean label"
        : "the layers before it no longer react"
      return finding(
        "the output looks dead, \(zeros) of the predictions are 0: \(cause)", head: head.name)
    }
  }
}
