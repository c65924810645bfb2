import Runtime

/// What `stage1` and `stage2` train on: dataset, network and loss with what the options add.
enum ProblemChoice {
  static func problem(
    _ call: CommandCall, loss: Parameter, network: Network, dataset: Dataset
  ) throws -> TrainingProblem {
    let weights =
      call.has(TrainingParameters.weights) ? try call.record(TrainingParameters.weights) : nil
    let sampleWeight =
      call.has(TrainingParameters.sampleWeight)
      ? try call.series(TrainingParameters.sampleWeight).expression : nil
    return try TrainingProblem(
      dataset: dataset, network: network,
      loss: try LossChoice(call, loss, for: network, dataset).loss(weights: weights),
      values: call.session.evaluator, weights: sampleWeight,
      curriculum: try CurriculumRecord(call, TrainingParameters.curriculum)?.by.expression)
  }
}
