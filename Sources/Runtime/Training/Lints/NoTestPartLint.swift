/// A validation part that chooses the epoch and is all there is to report on.
enum NoTestPartLint: Lint {
  static let name = "no_test_part"

  static func after(_ course: LintCourse) -> [LintFinding] {
    let start = course.start
    guard course.isFinished, start.options.keep == .best, course.history.count > 1,
      start.problem.validation != nil, course.bestEpoch > 0,
      !start.problem.dataset.parts.contains(where: { $0.name == .test }),
      start.options.monitor?.hasPrefix("train.") != true
    else { return [] }
    return [
      finding(
        "the validation part has chosen epoch \(course.bestEpoch) of \(course.history.count) and "
          + "there is no test part: its scores flatter; split ... test=15%")
    ]
  }
}
