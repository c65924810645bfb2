import Plot
import Runtime

/// What the charts of predicted labels draw: a run or several on a part, with a report on its labels.
struct LabelSubject {
  let title: String
  let report: LabelReport
  let facts: [String]

  /// - Throws: `Failure` for what is no run, or a target that is a number.
  init(_ request: ChartRequest, _ expected: String) throws {
    let call = request.call
    guard let runs = try request.subject(expected).heldRuns else {
      throw call.failure(PlotCommand.subjects, "must be a run", hint: expected)
    }
    let subject = try RunSubject(runs, in: call.session)
    let names = runs[0].run.dataset.parts.map(\.name)
    let part: PartName =
      call.has(PlotCommand.part)
      ? try call.partName(PlotCommand.part)
      : names.contains(.validation) ? .validation : names.last ?? .train
    try PartSight(call.session).check(part, of: runs[0].run.dataset)
    let evaluations = try subject.ensemble.evaluations(on: part)
    guard let found = evaluations.compactMap({ one in one.labels.map { (one, $0) } }).first else {
      throw call.failure(
        PlotCommand.subjects, "predicts numbers: this chart is of yes/no labels and classes")
    }
    // What a chart of a part shows is a look at it, as its scores are.
    _ = try subject.scores(on: part, in: call.session)
    report = found.1
    title =
      "\(subject.title) on \(part.rawValue)"
      + (evaluations.count > 1 ? ", \(found.0.target)" : "")
    let accuracy = report.accuracy
    facts = [
      "\(Runtime.NumberFormat.count(found.0.rows)) rows",
      "accuracy \(Runtime.NumberFormat.percent(accuracy.accuracy))",
      "base rate \(Runtime.NumberFormat.percent(accuracy.base))",
    ]
  }
}
