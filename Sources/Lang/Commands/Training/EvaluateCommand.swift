import Runtime

/// `evaluate s1 on=val`: scores of a run beside those of two baselines on the same rows.
enum EvaluateCommand: Command {
  static let subject = Parameter(
    "run", .any, "a run, or an ensemble or list of runs whose mean is scored")
  static let part = Parameter(
    "on", .part, default: .text("val"), "the part of the dataset that is scored")
  static let signature = Signature(
    "evaluate", group: "training", "Scores a run on a part, beside its baselines",
    details: "persistence predicts the last label that is known, base the mean of the training "
      + "labels (for yes/no labels the share of yes). All three are scored on exactly the same "
      + "rows. `s1.val.mse`, `s1.val.persistence.mse` and `s1.val.base.mse` are the numbers.",
    positionals: [subject], options: [part],
    examples: [Example("evaluate s1 on=val"), Example("evaluate [s1, s2, s3] on=val")],
    keywords: ["score", "metrics", "validate"])

  static func run(_ call: CommandCall) throws -> Value {
    let value = try RunSubject(call, subject)
    let name = try call.partName(part)
    let record = try value.scores(on: name, in: call.session)
    var lines: [String] = []
    let evaluations = try value.ensemble.evaluations(on: name)
    for evaluation in evaluations {
      let head = evaluations.count > 1 ? "\(evaluation.target), " : ""
      let rows = NumberFormat.count(evaluation.rows)
      lines.append("\(value.title) on \(name.rawValue): \(head)\(rows) rows")
      lines.append(
        table(evaluation, of: value.title).render(width: call.session.printContext.width))
      if let report = evaluation.labels {
        lines += LabelText.lines(report, width: call.session.printContext.width)
      }
      if evaluation.skipped > 0 {
        lines.append("\(evaluation.skipped) predicted rows have no label or no persistence")
      }
    }
    let hasTest = value.runs[0].run.dataset.parts.contains { $0.name == .test }
    if name == .validation, hasTest, value.runs.contains(where: \.isChosenByValidation) {
      lines.append(
        "val has chosen the epoch, so its scores flatter: on=test is the figure to report")
    }
    call.session.output.result(lines.joined(separator: "\n"))
    return call.resultName == nil ? .none : .record(record)
  }

  private static func table(_ evaluation: Evaluation, of title: String) -> TextTable {
    func column(_ title: String, _ value: (Evaluation.Line) -> Double) -> TextTable.Column {
      .init(title, evaluation.lines.map { NumberFormat.general(value($0), digits: 5) })
    }
    return TextTable(
      [
        .init("score", align: .left, evaluation.lines.map(\.name)),
        column(title) { $0.model }, column("persistence") { $0.persistence },
        column("base") { $0.base },
      ], pinned: 4)
  }
}

extension CommandCall {
  /// The part an argument names.
  func partName(_ parameter: Parameter) throws -> PartName {
    let word = try text(parameter)
    guard let name = PartName(rawValue: word) else {
      throw failure(parameter, "must be train, val or test, not '\(word)'")
    }
    return name
  }
}
