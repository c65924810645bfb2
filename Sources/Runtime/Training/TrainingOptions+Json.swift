extension TrainingOptions {
  var json: Json {
    .fields([
      "epochs": .number(Double(epochs)), "lr": .number(learningRate),
      "batch": .number(Double(batch)), "clip": .number(clip),
      "weight_decay": .number(weightDecay), "optimiser": .text(optimiser.rawValue),
      "warmup": .number(warmup), "schedule": schedule.json, "stop": .number(Double(stop)),
      "monitor": monitor.map(Json.text) ?? .null, "keep": .text(keep.rawValue),
      "shuffle": .boolean(shuffle), "seed": .text(String(seed)),
    ])
  }

  init(json: Json) throws {
    let fields = JsonFields(json, "options")
    self.init()
    epochs = try fields.count("epochs")
    learningRate = try fields.number("lr")
    batch = try fields.count("batch")
    clip = try fields.number("clip")
    weightDecay = try fields.number("weight_decay")
    optimiser = try fields.choice("optimiser")
    warmup = try fields.number("warmup")
    schedule = try Schedule(json: fields.value("schedule"))
    stop = try fields.count("stop")
    monitor = try fields.value("monitor").text
    keep = try fields.choice("keep")
    shuffle = try fields.value("shuffle").boolean ?? true
    guard let seed = UInt64(try fields.text("seed")) else { throw Failure("the seed is no number") }
    self.seed = seed
    self = try validated()
  }
}

extension Schedule {
  var json: Json {
    switch self {
    case .none: .text("none")
    case .cosine: .text("cosine")
    case .plateau(let patience, let factor):
      .fields(["patience": .number(Double(patience)), "factor": .number(factor)])
    }
  }

  init(json: Json) throws {
    switch json {
    case .text("none"): self = .none
    case .text("cosine"): self = .cosine
    default:
      let fields = JsonFields(json, "schedule")
      self = .plateau(
        patience: try fields.count("patience"), factor: try fields.number("factor"))
    }
  }
}
