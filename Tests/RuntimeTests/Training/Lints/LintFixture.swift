import Testing

@testable import Runtime

/// Histories made up for lints.
enum LintFixture {
  /// A problem with one number, three parts and labels of size about one.
  static func linear(loss: Loss = .mse) throws -> TrainingProblem {
    try Training.problem(Training.linear(), Training.mlp(), loss: loss)
  }

  /// The same with the network's head through a link, and labels moved by a number.
  static func linear(link: String, plus: Double, times: Double = 1) throws -> TrainingProblem {
    let dataset = try Training.linear()
    let label = Fixture.leaf(dataset.frame, "y")
    let moved = try Expression.add(
      .multiply(.lag(label, -1), Expression(constant: times)), Expression(constant: plus))
    let other = try Dataset(
      dataset.features, targets: [Target(name: "y", expression: moved)],
      split: .fractions(train: 0.7, validation: 0.15, test: 0.15), values: Fixture.values)
    let recipe = try ModelRecipe(
      MlpNetwork.self, BoundOptions(["hidden": .list([.number(4)]), "head": .text(link)]))
    return try Training.problem(other, recipe)
  }

  /// Whether the next row is up, from noise; parts as given.
  static func yesNo(
    loss: Loss = .bce, split: Split = .fractions(train: 0.7, validation: 0.15, test: 0.15)
  ) throws -> TrainingProblem {
    let dataset = try Training.linear()
    let up = try Expression.greater(
      .lag(Fixture.leaf(dataset.frame, "y"), -1), Expression(constant: 0))
    let other = try Dataset(
      dataset.features, targets: [Target(name: "up", expression: up)], split: split,
      values: Fixture.values)
    return try Training.problem(other, Training.mlp(), loss: loss)
  }

  static func record(
    _ epoch: Int, train: Double = 1, validation: Double = 1, gradient: Double = 1, bad: Int = 0,
    rate: Double = 1e-3, healths: [Health] = [], scores: [EpochRecord.Figure] = []
  ) -> EpochRecord {
    EpochRecord(
      epoch: epoch, trainLoss: train, validationLoss: validation, scores: scores, tracks: [],
      learningRate: rate, gradientNorm: gradient, badBatches: bad, batches: 100,
      healths: healths, seconds: 0)
  }

  static func health(
    _ head: String = "", zeros: Double = 0, saturated: Double = 0, mean: Double = 0,
    spread: Double = 0.3, labels: Double = 0.6
  ) -> Health {
    Health(
      head: head, zeroShare: zeros, saturatedShare: saturated, predictionMean: mean,
      predictionSpread: spread, labelSpread: labels)
  }

  /// The texts of what a lint finds in a finished training of this course.
  static func texts(
    _ lint: any Lint.Type, _ problem: TrainingProblem, _ history: [EpochRecord],
    best: Int? = nil, firstBad: String? = nil
  ) throws -> [String] {
    let start = try LintStart(problem, options: Training.options())
    var state = RunState(weights: [], options: Training.options(), lossOptions: [])
    state.history = history
    state.epoch = history.count
    state.bestEpoch = best ?? history.count
    state.isFinished = true
    state.firstBad = firstBad
    let course = try #require(LintCourse(start, state))
    return (lint.before(start) + lint.after(course)).map(\.text)
  }

  /// What a lint finds before the first batch.
  static func early(
    _ lint: any Lint.Type, _ problem: TrainingProblem,
    _ change: (inout TrainingOptions) -> Void = { _ in }
  ) throws -> [String] {
    lint.before(try LintStart(problem, options: Training.options(change))).map(\.text)
  }
}
