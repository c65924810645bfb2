import Runtime

/// `p = predict s1 on=test`: predictions as a series on the run's frame.
enum PredictCommand: Command {
  static let subject = Parameter("run", .run, "a run")
  static let part = Parameter(
    "on", .part, default: .absent, "train, val or test; all rows with features when left out")
  static let signature = Signature(
    "predict", group: "training", "Predicts with a run's kept weights",
    details: "The series has the rows of the run's frame; rows outside the part, or without all "
      + "features, are missing. Predictions of the last rows need no label. Of classes it is the code of "
      + "the most probable one.",
    positionals: [subject], options: [part], examples: [Example("p = predict s1 on=test")],
    keywords: ["forecast", "score"])

  static func run(_ call: CommandCall) throws -> Value {
    let value = try call.object(subject, as: RunValue.self)
    let name = call.has(part) ? try call.partName(part) : nil
    let frame = value.run.dataset.frame
    let numbers = try value.run.predictions(on: name)
    let title = call.resultName ?? "prediction"
    let column = Expression(column: .numbers(numbers), name: title, axis: frame.axis)
    return .series(SeriesValue(column, name: title, frame: frame))
  }
}
