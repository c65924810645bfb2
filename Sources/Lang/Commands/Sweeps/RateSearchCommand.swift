import Runtime

/// `f = lrfind net d`.
enum RateSearchCommand: Command {
  static let low = Parameter(
    "from", .number, default: .number(1e-6), in: 1e-15...1e6, "the rate of the first batch")
  static let high = Parameter(
    "to", .number, default: .number(1), in: 1e-15...1e6, "the rate of the last batch")
  static let count = Parameter(
    "n", .integer, default: .number(100), unit: "batches", in: 10...100_000, "batches, a rate each")
  static let signature = Signature(
    "lrfind", group: "training", "Tries rising learning rates and suggests one",
    details: "The rate rises exponentially from batch to batch on seeded weights of its own; "
      + "after each step the loss is taken on one fixed sample of the training part. Nothing of the "
      + "session changes. The suggestion is the rate at which the smoothed loss "
      + "falls fastest. `f.lr`, `f.least` (where the loss is least), `f.table`, `plot lrfind f`.",
    positionals: [Stage1.model, Stage1.data],
    options: [
      Stage1.loss, low, high, count, TrainingParameters.weights, TrainingParameters.batch,
      TrainingParameters.sampleWeight, TrainingParameters.clip, TrainingParameters.clipBy,
      TrainingParameters.weightDecay, TrainingParameters.optimiser, TrainingParameters.seed,
    ],
    examples: [
      Example("f = lrfind net d batch=64"), Example("lrfind net d loss=huber from=1e-5"),
    ],
    keywords: ["learning rate", "range test", "finder"])

  static func run(_ call: CommandCall) throws -> Value {
    let dataset = try call.object(Stage1.data, as: DatasetValue.self).dataset
    let recipe = try call.object(Stage1.model, as: ModelValue.self).recipe
    let problem = try ProblemChoice.problem(
      call, loss: Stage1.loss, network: try recipe.network(for: dataset), dataset: dataset)
    let options = try TrainingParameters.options(call, learningRate: Stage1.learningRate)
    let search = try RateSearch(
      problem, options: options, low: call.number(low), high: call.number(high),
      count: call.integer(count))
    let value = RateSearchValue(search, of: recipe.text)
    if call.resultName != nil { call.session.output.result(value.summary) }
    return .object(value)
  }
}
