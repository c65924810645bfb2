import Runtime

/// The scores of a run on a part as a record, baselines in records of their own.
enum ScoreRecord {
  static func make(_ run: Run, _ part: PartName) throws -> RecordValue {
    let evaluation = try run.evaluation(on: part)
    func baseline(_ value: (Evaluation.Line) -> Double) -> Value {
      .record(RecordValue(evaluation.lines.map { ($0.name, .number(value($0))) }))
    }
    var fields: [(key: String, value: Value)] = evaluation.lines.map {
      ($0.name, .number($0.model))
    }
    fields.append(("persistence", baseline(\.persistence)))
    fields.append(("base", baseline(\.base)))
    fields.append(("rows", .number(Double(evaluation.rows))))
    if let objective = try? run.objective(on: part) {
      fields.append(("loss", .number(objective.loss)))
      if !objective.tracks.isEmpty {
        let tracks = objective.tracks.map { (key: $0.name, value: Value.number($0.value)) }
        fields.append(("tracks", .record(RecordValue(tracks))))
      }
    }
    return RecordValue(fields)
  }
}
