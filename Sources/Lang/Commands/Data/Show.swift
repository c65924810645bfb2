import Runtime

/// `show d`, `show net`, `show program net`: everything there is to say about a value.
enum Show: Command {
  static let view = Parameter(
    "view", .choice(["program", "source"]), default: .absent,
    "program prints the compiled instructions of a training step, source the text of a prelude entry"
  )
  static let subject = Parameter("what", .any, "any value")
  static let loss = Parameter(
    "loss", .loss, default: .absent, "of a program; left out, mse for numbers and bce for yes/no")
  static let batch = Parameter(
    "batch", .integer, default: .absent, unit: "samples", in: 1...1e6,
    "of a program; left out, the run's, or 32")
  static let signature = Signature(
    "show", group: "data", "Prints all there is to say about a value",
    details: "A dataset shows its parts and what was dropped, a model its layers and parameters on "
      + "the latest dataset, a run its history, a book its figures. show program net prints what a "
      + "training step of the model was compiled to: a line an instruction with its sizes, the parts "
      + "it is cut into, its places in the arena in elements, and what it computes. show source NAME prints "
      + "the fml text of a feature set or a loss of the prelude, to be copied and edited.",
    positionals: [view, subject], options: [loss, batch],
    examples: [
      Example("show d"), Example("show net"), Example("show program net batch=16"),
      Example("show source es28"), Example("show bt"),
    ])

  static func run(_ call: CommandCall) throws -> Value {
    let value = try call.required(subject)
    if call.has(view) {
      return try call.text(view) == "source" ? source(of: value, call) : program(of: value, call)
    }
    guard case .object(let object) = value, let model = object as? ModelValue else {
      return value
    }
    guard let dataset = latestDataset(call) else {
      call.session.output.result(model.summary + "\nits shapes follow from a dataset: split first")
      return .none
    }
    let network = try model.recipe.network(for: dataset)
    var lines = [model.summary, network.table.render(width: call.session.printContext.width)]
    lines += network.space.notes
    call.session.output.result(lines.joined(separator: "\n"))
    return .none
  }

  private static func latestDataset(_ call: CommandCall) -> Dataset? {
    call.session.state(LatestDataset.self) { LatestDataset() }.value?.dataset
  }

  /// The text of an entry of the prelude.
  private static func source(of value: Value, _ call: CommandCall) throws -> Value {
    var text: String?
    switch value {
    case .object(let set as PreludeSetValue): text = set.text
    case .object(let set as FeatureSetValue): text = FeaturePrelude.text(set.features.name)
    case .object(let loss as LossValue): text = Prelude.text(loss.name)
    case .object(let rule as RuleValue): text = RulePrelude.text(rule.name)
    default: break
    }
    guard let text else {
      throw call.failure(
        subject, "is no feature set, loss or rule of the prelude",
        hint: "the sets are \(FeaturePrelude.names.joined(separator: ", "))")
    }
    call.session.output.result(text.split(separator: "\n").joined(separator: "\n"))
    return .none
  }

  // MARK: Programs

  private static func program(of value: Value, _ call: CommandCall) throws -> Value {
    let size = call.has(batch) ? try call.integer(batch) : nil
    let program: Program
    switch value {
    case .object(let run as RunValue):
      let options = run.run.state.options
      program = try run.run.problem.program(
        batch: size ?? options.batch, optimiser: options.optimiser)
    case .object(let model as ModelValue):
      program = try problem(model, call).program(batch: size ?? 32)
    default:
      throw call.failure(subject, "must be a model or a run: only they have a program")
    }
    call.session.output.result(program.description)
    return .none
  }

  private static func problem(_ model: ModelValue, _ call: CommandCall) throws -> TrainingProblem {
    guard let dataset = latestDataset(call) else {
      throw call.failure(
        subject, "has a program on a dataset only", hint: "split the data first")
    }
    let network = try model.recipe.network(for: dataset)
    return try TrainingProblem(
      dataset: dataset, network: network,
      loss: try LossChoice(call, loss, for: network, dataset).loss(),
      values: call.session.evaluator)
  }
}
