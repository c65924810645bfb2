import Runtime

/// The subject of `evaluate` and `predict`: a run, or a list of runs whose mean is meant.
struct RunSubject {
  let runs: [RunValue]
  let ensemble: RunEnsemble

  /// - Throws: `Failure` naming what is no run.
  init(_ call: CommandCall, _ parameter: Parameter) throws {
    let given = try call.required(parameter)
    guard let runs = given.heldRuns else {
      var wrong = given
      if case .list(let items) = given {
        wrong = items.first { Value.list([$0]).heldRuns == nil } ?? given
      }
      throw call.failure(parameter, "must be a run, not \(wrong.described)")
    }
    try self.init(runs, in: call.session)
  }

  /// - Throws: `Failure` for runs of different datasets.
  init(_ runs: [RunValue], in session: Session) throws {
    for run in runs { try session.settle(run) }
    self.runs = runs
    ensemble = try RunEnsemble(runs.map(\.run))
  }

  /// `s1`, or `mean of 5`.
  var title: String { runs.count == 1 ? runs[0].name : "mean of \(runs.count)" }

  /// The scores on a part; of one run kept with it.
  func scores(on part: PartName, in session: Session) throws -> RecordValue {
    guard runs.count > 1 else { return try runs[0].scores(on: part) }
    try PartSight(session).check(part)
    let record = ScoreRecord.record(of: try ensemble.evaluations(on: part))
    session.ledger.add(
      TrialEntry(ensemble: runs.map(\.run), name: title, part: part, record))
    return record
  }
}
