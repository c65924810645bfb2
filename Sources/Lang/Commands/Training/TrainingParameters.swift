import Runtime

/// The options that `stage1` and `stage2` share, and how they become `TrainingOptions`.
enum TrainingParameters {
  static let epochs = Parameter(
    "epochs", .integer, default: .number(10), in: 1...1e9, "passes over the training samples")
  static let batch = Parameter(
    "batch", .batch, default: .number(32), unit: "samples", in: 1...1_048_576,
    "samples per step, dates where a sample is a date; by(date) for all samples of one date, "
      + "by(date, min=5) to leave smaller dates out")
  static let accumulate = Parameter(
    "accumulate", .integer, default: .number(1), unit: "batches", in: 1...1_048_576,
    "batches whose gradients make one step together")
  static let fraction = Parameter(
    "fraction", .number, default: .number(1), unit: "fraction", in: 1e-9...1,
    "share of the training samples, or of their dates, that is used, spread evenly")
  static let curriculum = Parameter(
    "curriculum", .record, default: .absent,
    "easy samples first: {by: vol_20, epochs: [10, 20], share: [0.3, 0.6]} trains epochs below 10 on "
      + "the 30% with the lowest vol_20")
  static let sampleWeight = Parameter(
    "sample_weight", .series, default: .absent,
    "what each sample counts in the training; a loss that takes w weighs its samples itself")
  static let clip = Parameter(
    "clip", .number, default: .number(1), in: 0...1e12, "largest gradient norm; 0 does not clip")
  static let clipBy = Parameter(
    "clip_by", .choice(["global", "tensor"]), default: .text("global"),
    "whether clip holds for all weights together or for every tensor by itself")
  static let weightDecay = Parameter(
    "weight_decay", .number, default: .number(0), in: 0...1e6, "decoupled decay of AdamW")
  static let optimiser = Parameter(
    "optimizer", .choice(OptimiserRecipe.Rule.allCases.map(\.rawValue)), default: .text("adamw"),
    "rule of the steps")
  static let warmup = Parameter(
    "warmup", .number, default: .number(0), unit: "epochs", in: 0...1e6,
    "linear rise of the learning rate")
  static let warmupSteps = Parameter(
    "warmup_steps", .integer, default: .number(0), unit: "steps", in: 0...1e9,
    "linear rise of the learning rate, counted in steps")
  static let warmupFrom = Parameter(
    "warmup_from", .number, default: .number(0), in: 0...1e6, "the rate a warm-up begins at")
  static let schedule = Parameter(
    "schedule", .recipe(Schedule.words), default: .text("none"),
    "course of the learning rate after the warm-up: cosine, restarts(epochs=10, factor=2), "
      + "plateau(patience=12, factor=0.5)")
  static let minimumRate = Parameter(
    "min_lr", .number, default: .number(0), in: 0...1e6, "rate below which no schedule falls")
  static let patience = Parameter(
    "patience", .integer, default: .number(10), unit: "epochs", in: 1...1e6,
    "plateau: epochs without improvement before the rate falls")
  static let factor = Parameter(
    "factor", .number, default: .number(0.5), in: 1e-6...0.999999, "plateau: what it falls by")
  static let stop = Parameter(
    "stop", .integer, default: .number(0), unit: "epochs", in: 0...1e6,
    "epochs without improvement before training ends; 0 never")
  static let minimumGain = Parameter(
    "min_delta", .number, default: .number(0), in: 0...1e12,
    "by how much the monitored figure must be better to count")
  static let monitor = Parameter(
    "monitor", .metric, default: .absent,
    "what is to improve: val.loss when left out, or a score such as val.auc; of several heads "
      + "val.direction.auc")
  static let keep = Parameter(
    "keep", .choice(TrainingOptions.Keep.allCases.map(\.rawValue)), default: .text("best"),
    "weights kept at the end: those of the best epoch, or the last")
  static let shuffle = Parameter(
    "shuffle", .boolean, default: .boolean(true),
    "draw the samples, or their dates, in a new order each epoch")
  static let seed = Parameter(
    "seed", .integer, default: .absent, in: 0...9_007_199_254_740_992,
    "seed of this training; the session's when left out")
  static let save = Parameter(
    "save", .text, default: .absent,
    "checkpoint written after the training: NAME.safetensors and NAME.json")

  static func learningRate(default rate: Double) -> Parameter {
    Parameter("lr", .number, default: .number(rate), in: 0...1e6, "learning rate")
  }

  static let weights = Parameter(
    "weights", .record, default: .absent,
    "of the losses of several heads, {direction: 1, volatility: 0.3}; 1 when left out")

  static let all = [
    weights, epochs, batch, accumulate, fraction, curriculum, sampleWeight, clip, clipBy,
    weightDecay, optimiser, warmup, warmupSteps, warmupFrom, schedule, minimumRate, patience,
    factor, stop, minimumGain, monitor, keep, shuffle, seed, save,
  ]

  static func options(_ call: CommandCall, learningRate: Parameter) throws -> TrainingOptions {
    var options = TrainingOptions()
    options.epochs = try call.integer(epochs)
    options.learningRate = try call.number(learningRate)
    try setBatches(of: &options, call)
    try setRates(of: &options, call)
    options.clip = try call.number(clip)
    options.clipsTensors = try call.text(clipBy) == "tensor"
    options.weightDecay = try call.number(weightDecay)
    options.optimiser = OptimiserRecipe.Rule(rawValue: try call.text(optimiser)) ?? .adamW
    options.stop = try call.integer(stop)
    options.minimumGain = try call.number(minimumGain)
    if call.has(monitor) { options.monitor = try call.text(monitor) }
    options.keep = TrainingOptions.Keep(rawValue: try call.text(keep)) ?? .best
    options.seed = call.has(seed) ? UInt64(try call.integer(seed)) : call.session.seed
    return options
  }

  private static func setBatches(of options: inout TrainingOptions, _ call: CommandCall) throws {
    if case .number? = call.value(batch) {
      options.batch = try call.integer(batch)
    } else {
      options.batching = try byDate(call)
    }
    options.accumulate = try call.integer(accumulate)
    options.fraction = try call.number(fraction)
    options.shuffle = try call.boolean(shuffle)
    options.curriculum = try CurriculumRecord(call, curriculum)?.curriculum
  }

  private static func byDate(_ call: CommandCall) throws -> Batching {
    let recipe = try RecipeArgument(argument(call, batch), batch.name)
    try recipe.check(["0", "min"])
    guard recipe.text(at: 0) == "date" else {
      throw call.failure(batch, "goes by date", hint: "batch=by(date)")
    }
    let minimum = try recipe.number("min") ?? 2
    guard let whole = Int(exactly: minimum), whole >= 1 else {
      throw call.failure(batch, "has a whole number of at least 1 as min=")
    }
    return .date(minimum: whole)
  }

  private static func setRates(of options: inout TrainingOptions, _ call: CommandCall) throws {
    options.warmup = try call.number(warmup)
    options.warmupSteps = try call.integer(warmupSteps)
    options.warmupRate = try call.number(warmupFrom)
    options.leastRate = try call.number(minimumRate)
    let recipe = try RecipeArgument(argument(call, schedule), schedule.name)
    switch recipe.word {
    case "cosine":
      try recipe.check([])
      options.schedule = .cosine
    case "restarts":
      try recipe.check(["epochs", "factor", "0"])
      options.schedule = .restarts(
        epochs: try recipe.number("epochs", at: 0) ?? 10,
        factor: try recipe.number("factor") ?? 1)
    case "plateau":
      try recipe.check(["patience", "factor", "0"])
      let wait = try recipe.number("patience", at: 0) ?? call.number(patience)
      options.schedule = .plateau(
        patience: Int(exactly: wait) ?? 0,
        factor: try recipe.number("factor") ?? call.number(factor))
    default: options.schedule = .none
    }
  }

  private static func argument(
    _ call: CommandCall, _ parameter: Parameter
  ) throws -> OperatorArgument {
    guard let argument = OperatorArgument(plain: try call.required(parameter)) else {
      throw call.failure(parameter, "must be \(parameter.kind.described)")
    }
    return argument
  }
}
