/// Batches that were not finite: what was first, and whether they become more.
enum BadBatchLint: Lint {
  static let name = "bad_batches"
  static let isUrgent = true

  static func after(_ course: LintCourse) -> [LintFinding] {
    let bad = course.history.reduce(0) { $0 + $1.badBatches }
    guard bad > 0 else { return [] }
    let place = course.firstBad.map { ", first in \($0)" } ?? ""
    let count = bad == 1 ? "1 batch was" : "\(NumberFormat.count(bad)) batches were"
    let rise = rise(course.history).map { "; their share rises: \($0)" } ?? ""
    return [finding("\(count) not finite and changed nothing\(place)\(rise)")]
  }

  /// The shares of the last three epochs where each is larger than the one before.
  private static func rise(_ history: [EpochRecord]) -> String? {
    let shares = history.suffix(3).map { Double($0.badBatches) / Double(max(1, $0.batches)) }
    guard shares.count == 3, shares[0] < shares[1], shares[1] < shares[2] else { return nil }
    return shares.map { NumberFormat.percent($0) }.joined(separator: ", ")
  }
}
