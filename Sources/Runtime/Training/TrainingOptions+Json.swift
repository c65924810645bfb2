extension TrainingOptions {
  var json: Json {
    .fields([
      "epochs": .number(Double(epochs)), "lr": .number(learningRate),
      "batch": .number(Double(batch)), "clip": .number(clip),
      "weight_decay": .number(weightDecay), "optimiser": .text(optimiser.rawValue),
      "warmup": .number(warmup), "schedule": schedule.json, "stop": .number(Double(stop)),
      "monitor": monitor.map(Json.text) ?? .null, "keep": .text(keep.rawValue),
      "shuffle": .boolean(shuffle), "seed": .text(String(seed)), "by_date": byDate,
      "accumulate": .number(Double(accumulate)), "fraction": .number(fraction),
      "clips_tensors": .boolean(clipsTensors), "warmup_steps": .number(Double(warmupSteps)),
      "warmup_from": .number(warmupRate), "min_lr": .number(leastRate),
      "min_delta": .number(minimumGain), "curriculum": curriculum?.json ?? .null,
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
    batching = try Self.batching(fields.value("by_date"))
    accumulate = try fields.count("accumulate")
    fraction = try fields.number("fraction")
    clipsTensors = try fields.value("clips_tensors").boolean ?? false
    warmupSteps = try fields.count("warmup_steps")
    warmupRate = try fields.number("warmup_from")
    leastRate = try fields.number("min_lr")
    minimumGain = try fields.number("min_delta")
    curriculum = try Curriculum(json: fields.value("curriculum"))
    self = try validated()
  }

  private var byDate: Json {
    if case .date(let minimum) = batching { return .number(Double(minimum)) }
    return .null
  }

  private static func batching(_ json: Json) throws -> Batching {
    json.integer.map { .date(minimum: $0) } ?? .samples
  }
}

extension Curriculum {
  var json: Json {
    .array(stages.map { .array([.number(Double($0.until)), .number($0.share)]) })
  }

  /// nil of null.
  init?(json: Json) throws {
    guard case .array(let entries) = json else { return nil }
    self.init(
      entries.compactMap { entry in
        guard case .array(let pair) = entry, pair.count == 2, let until = pair[0].integer,
          let share = pair[1].number
        else { return nil }
        return Stage(until: until, share: share)
      })
  }
}

extension Schedule {
  var json: Json {
    switch self {
    case .none: .text("none")
    case .cosine: .text("cosine")
    case .restarts(let epochs, let factor):
      .fields(["cycle": .number(epochs), "factor": .number(factor)])
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
      if let cycle = json["cycle"]?.number {
        self = .restarts(epochs: cycle, factor: try fields.number("factor"))
        return
      }
      self = .plateau(
        patience: try fields.count("patience"), factor: try fields.number("factor"))
    }
  }
}
