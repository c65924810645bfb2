import Runtime

/// The scores of a run on a part as a record, baselines in records of their own; of several heads
/// a record of such records.
enum ScoreRecord {
  static func make(_ run: Run, _ part: PartName) throws -> RecordValue {
    var fields = record(of: try run.evaluations(on: part)).fields
    if let objective = try? run.objective(on: part) {
      fields.append(("loss", .number(objective.loss)))
      if !objective.tracks.isEmpty {
        fields.append(("tracks", .record(tracks(objective.tracks))))
      }
    }
    return RecordValue(fields)
  }

  /// The scores alone.
  static func record(of evaluations: [Evaluation]) -> RecordValue {
    RecordValue(
      evaluations.count == 1
        ? fields(of: evaluations[0])
        : evaluations.map { (key: $0.target, value: .record(RecordValue(fields(of: $0)))) })
  }

  private static func fields(of evaluation: Evaluation) -> [(key: String, value: Value)] {
    func baseline(_ value: (Evaluation.Line) -> Double) -> Value {
      .record(RecordValue(evaluation.lines.map { ($0.name, .number(value($0))) }))
    }
    let scores = evaluation.lines.map { (key: $0.name, value: Value.number($0.model)) }
    return scores + [
      (key: "persistence", value: baseline(\.persistence)), (key: "base", value: baseline(\.base)),
      (key: "rows", value: .number(Double(evaluation.rows))),
    ] + (evaluation.labels.map { [("labels", .record(RecordValue(fields(of: $0))))] } ?? [])
  }

  /// How sure the accuracy is, and the figures of each class.
  private static func fields(of report: LabelReport) -> [(key: String, value: Value)] {
    let accuracy = report.accuracy
    let interval: [(key: String, value: Value)] = [
      ("effective_rows", .number(report.sample.effective)), ("base_rate", .number(accuracy.base)),
      ("accuracy_low", .number(accuracy.interval.lower)),
      ("accuracy_high", .number(accuracy.interval.upper)),
      ("accuracy_p", .number(accuracy.probability)),
    ]
    let classes = report.classes.map { line in
      (
        key: line.name,
        value: Value.record(
          RecordValue([
            ("rows", .number(Double(line.count))), ("share", .number(line.share)),
            ("precision", .number(line.precision)), ("recall", .number(line.recall)),
            ("auc", .number(line.area)),
          ]))
      )
    }
    let prior = report.areas.map { [(key: "micro_auc_prior", value: Value.number($0.priorMicro))] }
    return interval + (prior ?? []) + [("classes", .record(RecordValue(classes)))]
  }

  /// `direction.loss` of one of several heads is a member of a record `direction`.
  private static func tracks(_ figures: [EpochRecord.Figure]) -> RecordValue {
    var fields: [(key: String, value: Value)] = []
    for figure in figures {
      let words = figure.name.split(separator: ".", maxSplits: 1).map(String.init)
      guard words.count == 2 else {
        fields.append((figure.name, .number(figure.value)))
        continue
      }
      let field = (key: words[1], value: Value.number(figure.value))
      if let place = fields.firstIndex(where: { $0.key == words[0] }),
        case .record(let known) = fields[place].value
      {
        fields[place].value = .record(RecordValue(known.fields + [field]))
      } else {
        fields.append((words[0], .record(RecordValue([field]))))
      }
    }
    return RecordValue(fields)
  }
}
