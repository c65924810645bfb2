/// A gradient far above or below what it was.
enum GradientNormLint: Lint {
  static let name = "gradient_norm"
  static let isUrgent = true

  static func after(_ course: LintCourse) -> [LintFinding] {
    guard !course.start.problem.network.isLeastSquares else { return [] }
    if let still = course.history.first(where: { $0.gradientNorm == 0 }) {
      return [finding("the gradient is exactly 0 in epoch \(still.epoch): no weight moves")]
    }
    for place in course.history.indices.dropFirst(3) {
      let record = course.history[place]
      let before = median(course.history[..<place].map(\.gradientNorm))
      guard before > 0, let what = change(record, before, course) else { continue }
      let norm = NumberFormat.general(record.gradientNorm, digits: 2)
      let usual = NumberFormat.general(before, digits: 2)
      return [
        finding("the gradient \(what) in epoch \(record.epoch): norm \(norm), before \(usual)")
      ]
    }
    return []
  }

  /// Twenty times the median of the epochs before; a thousandth of it where nothing was learned.
  private static func change(
    _ record: EpochRecord, _ before: Double, _ course: LintCourse
  ) -> String? {
    if record.gradientNorm > 20 * before { return "explodes" }
    let first = course.history[0].trainLoss
    let hasLearned = record.trainLoss < first - 0.5 * abs(first)
    return record.gradientNorm < before / 1000 && !hasLearned ? "vanishes" : nil
  }

  private static func median(_ values: [Double]) -> Double {
    let sorted = values.filter(\.isFinite).sorted()
    return sorted.isEmpty ? .nan : sorted[sorted.count / 2]
  }
}
