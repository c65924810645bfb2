import Runtime

/// The mean of several trainings on one dataset.
final class EnsembleValue: RunHolder {
  let name: String
  let heldRuns: [RunValue]
  let ensemble: RunEnsemble
  private let ledger: TrialLedger
  private let sight: PartSight

  /// - Throws: `Failure` when the runs differ in dataset or outputs.
  init(name: String, runs: [RunValue], session: Session) throws {
    self.name = name
    heldRuns = runs
    ensemble = try RunEnsemble(runs.map(\.run))
    ledger = session.ledger
    sight = PartSight(session)
  }

  let typeName = "ensemble"

  var summary: String {
    let first = heldRuns[0].run
    return "ensemble \(name): mean of \(heldRuns.count) \(heldRuns.count == 1 ? "run" : "runs"), "
      + "\(first.network.text), loss \(first.problem.loss.text)"
  }

  /// Scores of the mean beside the mean and the spread of the members' own.
  func describe(_ printer: PrintContext) -> String {
    guard let own = try? scores(on: .validation),
      let members = try? heldRuns.map({ TrialRecord.flat(try $0.scores(on: .validation)) })
    else { return summary }
    let figures = TrialRecord.flat(own)
    let spreads = figures.map { figure in
      FigureSpread(
        figure.name,
        members.map { member in member.first { $0.name == figure.name }?.value ?? .nan })
    }
    func texts(_ values: [Double]) -> [String] {
      values.map { NumberFormat.general($0, digits: 5) }
    }
    let table = TextTable(
      [
        .init("on val", align: .left, figures.map(\.name)),
        .init("of the mean", texts(figures.map(\.value))),
        .init("mean of members", texts(spreads.map(\.mean))),
        .init("sd", texts(spreads.map(\.deviation))),
        .init("min", texts(spreads.map(\.least))), .init("max", texts(spreads.map(\.most))),
      ])
    return summary + "\n" + table.render(width: printer.width)
  }

  var memberNames: [String] {
    heldRuns[0].run.dataset.parts.map(\.name.rawValue) + ["count", "runs"]
  }

  func member(_ name: String) throws -> Value? {
    switch name {
    case "count": return .number(Double(heldRuns.count))
    case "runs": return .list(heldRuns.map { .object($0) })
    default:
      guard let part = PartName(rawValue: name),
        heldRuns[0].run.dataset.parts.contains(where: { $0.name == part })
      else { return nil }
      return .record(try scores(on: part))
    }
  }

  func scores(on part: PartName) throws -> RecordValue {
    try sight.check(part, of: heldRuns[0].run.dataset)
    let record = ScoreRecord.record(of: try ensemble.evaluations(on: part))
    ledger.add(
      TrialEntry(ensemble: heldRuns.map(\.run), name: name, part: part, record))
    return record
  }
}

extension EnsembleValue: ScoredObject {
  func trialFigures() throws -> [EpochRecord.Figure] {
    TrialRecord.flat(try scores(on: .validation))
  }
}
