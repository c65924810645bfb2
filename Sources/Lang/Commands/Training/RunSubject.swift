import Runtime

/// The subject of `evaluate` and `predict`: a run, or a list of runs whose mean is meant.
struct RunSubject {
  let runs: [RunValue]
  let ensemble: RunEnsemble

  /// - Throws: `Failure` naming what is no run.
  init(_ call: CommandCall, _ parameter: Parameter) throws {
    let given = try call.required(parameter)
    var values = [given]
    if case .list(let items) = given, !items.isEmpty { values = items }
    runs = try values.map { value in
      guard case .object(let object) = value, let run = object as? RunValue else {
        throw call.failure(parameter, "must be a run, not \(value.described)")
      }
      return run
    }
    ensemble = try RunEnsemble(runs.map(\.run))
  }

  /// `s1`, or `mean of 5`.
  var title: String { runs.count == 1 ? runs[0].name : "mean of \(runs.count)" }

  /// The scores on a part; of one run kept with it.
  func scores(on part: PartName) throws -> RecordValue {
    runs.count == 1
      ? try runs[0].scores(on: part) : ScoreRecord.record(of: try ensemble.evaluations(on: part))
  }
}
