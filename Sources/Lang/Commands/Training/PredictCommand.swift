import Runtime

/// `p = predict s1 on=test`: predictions as a series on the run's frame.
enum PredictCommand: Command {
  static let subject = Parameter(
    "run", .any, "a run, or an ensemble or list of runs whose mean is taken")
  static let part = Parameter(
    "on", .partOrFrame, default: .absent,
    "train, val or test, or a frame of new bars; all rows with features when left out")
  static let signature = Signature(
    "predict", group: "training", "Predicts with a run's kept weights",
    details: "The series has the rows of the run's frame; rows outside the part, or without all "
      + "features, are missing. Predictions of the last rows need no label. Classes and several "
      + "heads give a frame: a column per head, and per class its probability. On a frame the run's "
      + "own formulas are computed from its columns, scaled as in the training.",
    positionals: [subject], options: [part],
    examples: [Example("p = predict s1 on=test"), Example("p = predict s1 on=px")],
    keywords: ["forecast", "score"])

  static func run(_ call: CommandCall) throws -> Value {
    let value = try RunSubject(call, subject)
    let (frame, outputs) = try outputs(call, value)
    let title = call.resultName ?? "prediction"
    guard outputs.count > 1 || outputs.contains(where: { !$0.shares.isEmpty }) else {
      let numbers = outputs.first?.values ?? []
      let column = Expression(column: .numbers(numbers), name: title, axis: frame.axis)
      return .series(SeriesValue(column, name: title, frame: frame))
    }
    let fields = outputs.flatMap { self.fields(of: $0) }
    return .frame(
      FrameValue(
        Frame(axis: frame.axis, fields: fields, source: "predictions of \(value.title)"),
        name: title))
  }

  /// On a part of the run's dataset, or on another frame.
  private static func outputs(
    _ call: CommandCall, _ value: RunSubject
  ) throws -> (Frame, [HeadPrediction]) {
    let dataset = value.runs[0].run.dataset
    let isSealed = dataset.parts.contains { $0.name == .test && $0.isSealed }
    if case .frame(let other)? = call.values[part.name] {
      // Its own bars once more.
      if isSealed, other.frame.digest == dataset.market {
        try PartSight(call.session).check(.test, of: dataset)
      }
      return (
        other.frame,
        try value.ensemble.outputs(scoring: other.frame, values: call.session.evaluator)
      )
    }
    let name = call.has(part) ? try call.partName(part) : nil
    if let seen = name ?? (isSealed ? .test : nil) {
      try PartSight(call.session).check(seen, of: dataset)
    }
    return (dataset.frame, try value.ensemble.outputs(on: name))
  }

  /// `direction` and, of classes, `direction_up`, ...: the most probable class and probabilities.
  private static func fields(of output: HeadPrediction) -> [Frame.Field] {
    let name = output.target.name
    guard case .category(let labels) = output.target.kind else {
      return [Frame.Field(name: name, original: name, column: .numbers(output.values))]
    }
    let codes = output.values.map { value in
      Int(exactly: value).map { Int32(clamping: $0) } ?? -1
    }
    let head = Frame.Field(
      name: name, original: name, column: .category(codes: codes, labels: labels))
    return [head]
      + zip(labels, output.shares).map { label, share in
        let title = "\(name)_\(ColumnNaming.snakeCase(label))"
        return Frame.Field(name: title, original: "\(name)_\(label)", column: .numbers(share))
      }
  }
}
