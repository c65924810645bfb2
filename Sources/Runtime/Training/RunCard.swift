import CKernels

/// What a training in the store was: enough to find it again, to list it, and to see whether it is
/// the same.
public struct RunCard: Sendable {
  public let name: String
  public var status: RunFolder.Status
  /// The training that it was split off; empty for others.
  public let parent: String
  /// The process that trains it.
  public var process: Int
  /// Seconds since 1970.
  public let started: Double
  /// Of cells, labels, samples, network, loss and options.
  public let identity: String
  public let data: String
  public let model: String
  public let parameters: Int
  public let loss: String
  public let samples: Int
  public let options: TrainingOptions
  public let lossOptions: [Loss.Option]
  /// Where the best figure is looked for: `val.loss`.
  public let monitor: String
  public let level: String
  public var epoch = 0
  public var bestEpoch = 0
  public var bestValue = Double.nan
  public var ending = ""

  init(_ run: Run, process: Int, started: Double) {
    let state = run.state
    name = run.name
    parent = run.parent
    status = .running
    self.process = process
    self.started = started
    identity = run.identity.text
    data = run.dataset.digest
    model = run.network.text
    parameters = run.network.parameterCount
    loss = run.problem.loss.text
    samples = run.problem.training.count
    options = state.options
    lossOptions = state.lossOptions
    monitor = state.options.monitor ?? (run.problem.validation == nil ? "train.loss" : "val.loss")
    level = String(cString: fml_level())
  }

  mutating func update(_ state: RunState, _ status: RunFolder.Status) {
    self.status = status
    (epoch, ending) = (state.epoch, state.ending)
    (bestEpoch, bestValue) = (state.bestEpoch, state.bestValue)
  }

  var json: Json {
    .fields([
      "name": .text(name), "parent": .text(parent), "status": .text(status.rawValue),
      "epoch": .number(Double(epoch)),
      "epochs": .number(Double(options.epochs)), "ending": .text(ending),
      "monitor": .text(monitor), "best_epoch": .number(Double(bestEpoch)),
      "best_value": .number(bestValue), "model": .text(model),
      "parameters": .number(Double(parameters)), "loss": .text(loss),
      "samples": .number(Double(samples)), "options": options.json,
      "loss_options": .array(lossOptions.map(\.json)), "identity": .text(identity),
      "data": .text(data), "cpu_level": .text(level), "process": .number(Double(process)),
      "started": .number(started),
    ])
  }

  init(json: Json) throws {
    let fields = JsonFields(json, "run.json")
    name = try fields.text("name")
    parent = try fields.text("parent")
    status = RunFolder.Status(rawValue: try fields.text("status")) ?? .failed
    process = try fields.count("process")
    started = try fields.number("started")
    identity = try fields.text("identity")
    data = try fields.text("data")
    model = try fields.text("model")
    parameters = try fields.count("parameters")
    loss = try fields.text("loss")
    samples = try fields.count("samples")
    options = try TrainingOptions(json: fields.value("options"))
    lossOptions = try fields.array("loss_options").compactMap { Loss.Option(json: $0) }
    monitor = try fields.text("monitor")
    level = try fields.text("cpu_level")
    epoch = try fields.count("epoch")
    bestEpoch = try fields.count("best_epoch")
    bestValue = try fields.number("best_value")
    ending = try fields.text("ending")
  }
}
