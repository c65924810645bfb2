import Runtime

/// The options that `stage1` and `stage2` share, and how they become `TrainingOptions`.
enum TrainingParameters {
  static let epochs = Parameter(
    "epochs", .integer, default: .number(10), in: 1...1e9, "passes over the training samples")
  static let batch = Parameter(
    "batch", .integer, default: .number(32), unit: "samples", in: 1...1_048_576,
    "samples per step; dates where a sample is a date")
  static let clip = Parameter(
    "clip", .number, default: .number(1), in: 0...1e12, "largest gradient norm; 0 does not clip")
  static let weightDecay = Parameter(
    "weight_decay", .number, default: .number(0), in: 0...1e6, "decoupled decay of AdamW")
  static let optimiser = Parameter(
    "optimizer", .choice(OptimiserRecipe.Rule.allCases.map(\.rawValue)), default: .text("adamw"),
    "rule of the steps")
  static let warmup = Parameter(
    "warmup", .number, default: .number(0), unit: "epochs", in: 0...1e6,
    "linear rise of the learning rate")
  static let schedule = Parameter(
    "schedule", .choice(["none", "cosine", "plateau"]), default: .text("none"),
    "course of the learning rate after the warm-up")
  static let patience = Parameter(
    "patience", .integer, default: .number(10), unit: "epochs", in: 1...1e6,
    "plateau: epochs without improvement before the rate falls")
  static let factor = Parameter(
    "factor", .number, default: .number(0.5), in: 1e-6...0.999999, "plateau: what it falls by")
  static let stop = Parameter(
    "stop", .integer, default: .number(0), unit: "epochs", in: 0...1e6,
    "epochs without improvement before training ends; 0 never")
  static let monitor = Parameter(
    "monitor", .metric, default: .absent,
    "what is to improve: val.loss when left out, or a score such as val.auc")
  static let keep = Parameter(
    "keep", .choice(TrainingOptions.Keep.allCases.map(\.rawValue)), default: .text("best"),
    "weights kept at the end: those of the best epoch, or the last")
  static let shuffle = Parameter(
    "shuffle", .boolean, default: .boolean(true), "draw the samples in a new order each epoch")
  static let seed = Parameter(
    "seed", .integer, default: .absent, in: 0...9_007_199_254_740_992,
    "seed of this training; the session's when left out")
  static let save = Parameter(
    "save", .text, default: .absent,
    "checkpoint written after the training: NAME.safetensors and NAME.json")

  static func learningRate(default rate: Double) -> Parameter {
    Parameter("lr", .number, default: .number(rate), in: 0...1e6, "learning rate")
  }

  static let all = [
    epochs, batch, clip, weightDecay, optimiser, warmup, schedule, patience, factor, stop,
    monitor, keep, shuffle, seed, save,
  ]

  static func options(_ call: CommandCall, learningRate: Parameter) throws -> TrainingOptions {
    var options = TrainingOptions()
    options.epochs = try call.integer(epochs)
    options.learningRate = try call.number(learningRate)
    options.batch = try call.integer(batch)
    options.clip = try call.number(clip)
    options.weightDecay = try call.number(weightDecay)
    options.optimiser = OptimiserRecipe.Rule(rawValue: try call.text(optimiser)) ?? .adamW
    options.warmup = try call.number(warmup)
    options.schedule = try course(call)
    options.stop = try call.integer(stop)
    if call.has(monitor) { options.monitor = try call.text(monitor) }
    options.keep = TrainingOptions.Keep(rawValue: try call.text(keep)) ?? .best
    options.shuffle = try call.boolean(shuffle)
    options.seed = call.has(seed) ? UInt64(try call.integer(seed)) : call.session.seed
    return options
  }

  private static func course(_ call: CommandCall) throws -> Schedule {
    switch try call.text(schedule) {
    case "cosine": .cosine
    case "plateau":
      .plateau(patience: try call.integer(patience), factor: try call.number(factor))
    default: .none
    }
  }
}
