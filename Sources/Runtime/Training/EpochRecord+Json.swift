extension EpochRecord {
  var json: Json {
    .fields([
      "epoch": .number(Double(epoch)), "train_loss": .number(trainLoss),
      "val_loss": .number(validationLoss), "scores": Self.json(scores),
      "tracks": Self.json(tracks), "lr": .number(learningRate),
      "gradient_norm": .number(gradientNorm), "bad_batches": .number(Double(badBatches)),
      "batches": .number(Double(batches)), "health": .array(healths.map(\.json)),
      "classes": Self.json(classes),
      "tensors": .object(
        tensors.map { norms in
          Json.Field(
            norms.name,
            .array([.number(norms.weight), .number(norms.gradient), .number(norms.update)]))
        }), "seconds": .number(seconds),
    ])
  }

  init(json: Json) throws {
    let fields = JsonFields(json, "history")
    self.init(
      epoch: try fields.count("epoch"), trainLoss: try fields.number("train_loss"),
      validationLoss: try fields.number("val_loss"),
      scores: try Self.figures(fields.value("scores")),
      tracks: try Self.figures(fields.value("tracks")), learningRate: try fields.number("lr"),
      gradientNorm: try fields.number("gradient_norm"),
      badBatches: try fields.count("bad_batches"), batches: try fields.count("batches"),
      healths: try fields.array("health").map { try Health(json: $0) },
      tensors: try Self.norms(fields.value("tensors")),
      classes: try Self.figures(fields.value("classes")),
      seconds: try fields.number("seconds"))
  }

  private static func norms(_ json: Json) throws -> [TensorNorms] {
    guard case .object(let fields) = json else { throw Failure("the tensors are no object") }
    return fields.compactMap { field in
      guard case .array(let items) = field.value else { return nil }
      let numbers = items.compactMap(\.number)
      guard numbers.count == 3 else { return nil }
      return TensorNorms(
        name: field.key, weight: numbers[0], gradient: numbers[1], update: numbers[2])
    }
  }

  private static func json(_ figures: [Figure]) -> Json {
    .object(figures.map { Json.Field($0.name, .number($0.value)) })
  }

  private static func figures(_ json: Json) throws -> [Figure] {
    guard case .object(let fields) = json else { throw Failure("the scores are no object") }
    return fields.compactMap { field in field.value.number.map { Figure(field.key, $0) } }
  }
}

extension Health {
  fileprivate var json: Json {
    .fields([
      "head": .text(head), "zero_share": .number(zeroShare),
      "saturated_share": .number(saturatedShare), "prediction_mean": .number(predictionMean),
      "prediction_spread": .number(predictionSpread), "label_spread": .number(labelSpread),
    ])
  }

  fileprivate init(json: Json) throws {
    let fields = JsonFields(json, "health")
    self.init(
      head: try fields.text("head"), zeroShare: try fields.number("zero_share"),
      saturatedShare: try fields.number("saturated_share"),
      predictionMean: try fields.number("prediction_mean"),
      predictionSpread: try fields.number("prediction_spread"),
      labelSpread: try fields.number("label_spread"))
  }
}
