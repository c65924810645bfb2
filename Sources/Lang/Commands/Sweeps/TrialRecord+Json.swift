import Runtime

extension TrialRecord {
  private static let format = 1

  /// - Parameter parameters: What the trial was given, for whoever reads the file.
  func json(_ parameters: [(name: String, text: String)]) -> Json {
    .fields([
      "format": .number(Double(Self.format)),
      "parameters": .object(parameters.map { .init($0.name, .text($0.text)) }),
      "figures": .object(figures.map { .init($0.name, .number($0.value)) }),
      "monitored": .text(monitored), "epochs": .number(Double(epochs)),
      "best_epoch": .number(Double(bestEpoch)), "seconds": .number(seconds),
      "training": .boolean(isTraining),
      "finished": .boolean(isFinished), "warnings": .array(warnings.map { .text($0) }),
      "hash": .text(hash), "data": .text(data), "market": .text(market),
      "loss": .text(loss), "what": .text(what),
      "part": .text(part),
      "days": .integers(days), "returns": .numbers(returns),
    ])
  }

  /// nil for what is no record of this version.
  init?(json: Json) {
    guard json["format"]?.integer == Self.format, case .object(let fields)? = json["figures"],
      let seconds = json["seconds"]?.number, let isFinished = json["finished"]?.boolean
    else { return nil }
    figures = fields.compactMap { field in
      field.value.number.map { EpochRecord.Figure(field.key, $0) }
    }
    isTraining = json["training"]?.boolean ?? false
    monitored = json["monitored"]?.text ?? ""
    epochs = json["epochs"]?.integer ?? 0
    bestEpoch = json["best_epoch"]?.integer ?? 0
    (self.seconds, self.isFinished) = (seconds, isFinished)
    warnings = json["warnings"]?.array?.compactMap(\.text) ?? []
    hash = json["hash"]?.text ?? ""
    data = json["data"]?.text ?? ""
    market = json["market"]?.text ?? ""
    loss = json["loss"]?.text ?? ""
    what = json["what"]?.text ?? ""
    part = json["part"]?.text ?? part
    days = json["days"]?.array?.compactMap(\.integer) ?? []
    returns = json["returns"]?.array?.compactMap(\.number) ?? []
  }
}
