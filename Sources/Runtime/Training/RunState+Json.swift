extension RunState {
  /// Everything but the vectors.
  var json: Json {
    .fields([
      "epoch": .number(Double(epoch)), "batch": .number(Double(batch)),
      "cursor": .number(Double(cursor)), "batch_count": .number(Double(batchCount)),
      "update_count": .number(Double(updateCount)), "best_value": .number(bestValue),
      "best_epoch": .number(Double(bestEpoch)), "waited": .number(Double(waited)),
      "plateau_factor": .number(plateauFactor), "plateau_waited": .number(Double(plateauWaited)),
      "is_finished": .boolean(isFinished), "ending": .text(ending),
      "first_bad": firstBad.map(Json.text) ?? .null, "options": options.json,
      "loss_options": .array(lossOptions.map(\.json)),
      "sums": sums.json, "journal": .array(journal.map(\.json)),
      "history": .array(history.map(\.json)),
      "order": cursor > 0 ? .integers(order.map(Int.init)) : .array([]),
    ])
  }

  init(json: Json, weightCount: Int) throws {
    let fields = JsonFields(json, "state")
    let lossOptions = try fields.array("loss_options").flatMap { entry -> [Loss.Option] in
      Loss.Option(json: entry).map { [$0] } ?? []
    }
    self.init(
      weights: [Float](repeating: 0, count: weightCount),
      options: try TrainingOptions(json: fields.value("options")), lossOptions: lossOptions)
    epoch = try fields.count("epoch")
    batch = try fields.count("batch")
    cursor = try fields.count("cursor")
    batchCount = UInt64(try fields.count("batch_count"))
    updateCount = UInt64(try fields.count("update_count"))
    bestValue = try fields.number("best_value")
    bestEpoch = try fields.count("best_epoch")
    waited = try fields.count("waited")
    plateauFactor = try fields.number("plateau_factor")
    plateauWaited = try fields.count("plateau_waited")
    isFinished = try fields.value("is_finished").boolean ?? false
    ending = try fields.text("ending")
    firstBad = try fields.value("first_bad").text
    sums = try EpochSums(json: fields.value("sums"))
    journal = try fields.array("journal").map(Intervention.init(json:))
    history = try fields.array("history").map(EpochRecord.init(json:))
    order = try fields.array("order").compactMap { $0.integer.flatMap(Int32.init(exactly:)) }
  }
}

extension Loss.Option {
  var json: Json {
    .object(
      [Json.Field(name, .number(value))] + (end.map { [Json.Field("to", .number($0))] } ?? []))
  }

  /// nil for what is no number by name.
  init?(json: Json) {
    guard case .object(let fields) = json, let first = fields.first,
      let value = first.value.number
    else { return nil }
    self.init(first.key, value, to: fields.dropFirst().first?.value.number)
  }
}

extension RunState.EpochSums {
  var json: Json {
    .fields([
      "loss": .number(loss), "samples": .number(Double(samples)),
      "gradient_norm": .number(gradientNorm), "good_batches": .number(Double(goodBatches)),
      "bad_batches": .number(Double(badBatches)), "seconds": .number(seconds),
    ])
  }

  init(json: Json) throws {
    let fields = JsonFields(json, "sums")
    loss = try fields.number("loss")
    samples = try fields.count("samples")
    gradientNorm = try fields.number("gradient_norm")
    goodBatches = try fields.count("good_batches")
    badBatches = try fields.count("bad_batches")
    seconds = try fields.number("seconds")
  }
}

extension Intervention {
  var json: Json {
    .fields([
      "epoch": .number(Double(epoch)), "batch": .number(Double(batch)), "name": .text(name),
      "old": .number(old), "new": .number(new), "label": .text(label),
    ])
  }

  init(json: Json) throws {
    let fields = JsonFields(json, "journal")
    self.init(
      epoch: try fields.count("epoch"), batch: try fields.count("batch"),
      name: try fields.text("name"), old: try fields.number("old"),
      new: try fields.number("new"), label: json["label"]?.text ?? "")
  }
}
