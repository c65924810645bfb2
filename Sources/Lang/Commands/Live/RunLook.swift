import Plot
import Runtime

/// A training as one sees it from outside: in this session or in another process.
struct RunLook {
  let name: String
  let loss: String
  let history: [EpochRecord]
  let epochs: Int
  let bestEpoch: Int
  /// What a constant prediction would lose; NaN where it is not known.
  let constant: Double
  /// `running`, `finished`, ...
  let status: String
  let isOver: Bool
  /// The batch under way; nil where only epochs are known.
  let snapshot: RunSnapshot?

  init(_ value: RunValue) {
    let snapshot = value.run.snapshot
    name = value.name
    loss = value.run.problem.loss.name
    history = snapshot.history
    epochs = snapshot.epochs
    bestEpoch = value.run.state.bestEpoch
    constant = value.run.constantLoss
    status = snapshot.status.word
    isOver = snapshot.status != .running
    self.snapshot = snapshot
  }

  /// - Throws: `Failure` when the folder holds no training.
  init(_ folder: RunFolder) throws {
    let card = try folder.card()
    name = folder.name
    loss = card.loss
    history = folder.history()
    epochs = card.options.epochs
    bestEpoch = card.bestEpoch
    constant = .nan
    snapshot = nil
    let isGone = folder.isAbandoned
    status =
      isGone
      ? "killed: s = load \"\(folder.path)\" and resume go on with it"
      : card.status.rawValue
    isOver = card.status != .running || isGone
  }

  /// Training and validation loss per epoch.
  func chart() throws -> Chart {
    let stage = LossChart.Stage(
      name, loss: loss, train: history.map(\.trainLoss),
      validation: history.map(\.validationLoss), learningRate: history.map(\.learningRate),
      bestEpoch: bestEpoch > 0 ? bestEpoch : nil,
      baselines: constant.isFinite ? [LossChart.Baseline("constant", constant)] : [], events: [])
    do throws(PlotError) {
      return try LossChart.chart(of: LossChart.Input(title: "Loss of \(name)", stages: [stage]))
    } catch {
      throw Failure(error, command: "watch")
    }
  }
}
