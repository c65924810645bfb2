import Plot
import Runtime

/// `plot loss s1`: training and validation loss per epoch; a second stage is drawn after the first.
enum LossSource: ChartSource {
  typealias Kind = LossChart

  static func input(_ request: ChartRequest) throws -> LossChart.Input {
    let call = request.call
    let value = try request.subject("plot loss RUN")
    guard case .object(let object) = value, let run = object as? RunValue else {
      throw call.failure(PlotCommand.subjects, "must be a run, not \(value.described)")
    }
    guard !run.run.snapshot.history.isEmpty else {
      throw call.failure(PlotCommand.subjects, "has no finished epoch yet")
    }
    return LossChart.Input(title: "Loss of \(run.name)", stages: [stage(run)])
  }

  private static func stage(_ value: RunValue) -> LossChart.Stage {
    let state = value.run.state
    let history = value.run.snapshot.history
    return LossChart.Stage(
      value.name, loss: value.run.problem.loss.name, train: history.map(\.trainLoss),
      validation: history.map(\.validationLoss), learningRate: history.map(\.learningRate),
      bestEpoch: state.bestEpoch > 0 ? state.bestEpoch : nil,
      baselines: baselines(value),
      events: state.journal.map {
        LossChart.Event(at: Double($0.epoch), $0.text)
      })
  }

  /// What the best constant prediction would lose on the validation part.
  private static func baselines(_ value: RunValue) -> [LossChart.Baseline] {
    let constant = value.run.constantLoss
    return constant.isFinite ? [LossChart.Baseline("constant", constant)] : []
  }
}
