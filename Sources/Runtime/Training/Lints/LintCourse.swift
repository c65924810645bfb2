/// A training as lints see it after some epochs.
public struct LintCourse: Sendable {
  let start: LintStart
  /// At least one epoch.
  let history: [EpochRecord]
  /// The epoch whose weights are kept once the training has ended, the last one before.
  let judged: EpochRecord
  let isFinished: Bool
  /// Epochs from 1; 0 before there was one.
  let bestEpoch: Int
  /// Of the loss as they stand.
  let lossOptions: [Loss.Option]
  /// What first was not finite.
  let firstBad: String?

  /// nil before the first epoch has ended.
  init?(_ start: LintStart, _ state: RunState) {
    let kept = state.options.keep == .best && state.bestEpoch > 0 ? state.bestEpoch : state.epoch
    guard let last = state.history.last else { return nil }
    self.start = start
    history = state.history
    isFinished = state.isFinished
    judged = (isFinished ? state.history.first { $0.epoch == kept } : nil) ?? last
    bestEpoch = state.bestEpoch
    lossOptions = state.lossOptions
    firstBad = state.firstBad
  }

  /// Each output beside its figures in the judged epoch.
  var heads: [(head: LintHead, health: Health)] {
    start.heads.compactMap { head in
      judged.healths.first { $0.head == head.name }.map { (head, $0) }
    }
  }

  /// Findings of one output each.
  func perHead(_ finding: (LintHead, Health) -> LintFinding?) -> [LintFinding] {
    heads.compactMap { finding($0.head, $0.health) }
  }

  /// The same of the outputs that the loss compares with their labels.
  func perLearner(_ finding: (LintHead, Health) -> LintFinding?) -> [LintFinding] {
    heads.filter { start.readsLabel(of: $0.head) }.compactMap { finding($0.head, $0.health) }
  }

  /// `epoch 3` or `epochs 3 to 7`.
  static func span(_ first: Int, _ last: Int) -> String {
    first == last ? "epoch \(first)" : "epochs \(first) to \(last)"
  }
}
