import Runtime

/// Takes the trainings of a block on: on the thread of the trial, up to a budget, from where an
/// earlier process left them.
final class TrialHost {
  /// Where states are kept, without the number of the training and the extension; nil keeps none.
  let path: String?
  /// Places at which the same trial may have been left before, the furthest first.
  let earlier: [String]
  /// Epochs that a training may have; nil for all of them.
  let budget: Int?
  /// The verb whose trials are chosen among; nil where they are not.
  let choosingVerb: String?
  private(set) var runs: [RunValue] = []

  init(path: String?, earlier: [String] = [], budget: Int? = nil, choosingVerb: String?) {
    (self.path, self.earlier, self.budget) = (path, earlier, budget)
    self.choosingVerb = choosingVerb
  }

  /// A long training is kept on the way, not only at its end.
  private static let secondsBetweenStates = 5.0

  /// - Throws: `Interrupted` at the end of a batch after Ctrl-C.
  func train(_ value: RunValue, _ call: CommandCall) throws -> Value {
    guard !call.inBackground else {
      throw Failure("a training in a block runs to its end: leave the & away")
    }
    let number = runs.count + 1
    let run = resumed(value.run, number) ?? value.run
    let trained = RunValue(run, session: call.session, after: value.previous)
    runs.append(trained)
    call.session.runTable.add(trained)
    guard run.snapshot.status != .finished else { return .object(trained) }
    var watch = Stopwatch()
    let place = path.map { "\($0).\(number)" }
    try run.advance(toEpoch: budget) { _ in
      guard let place, watch.elapsed > Self.secondsBetweenStates else { return }
      _ = watch.lap()
      try Self.keep(try run.reachedState(), of: run, at: place)
    }
    if let place { try Self.keep(run.state, of: run, at: place) }
    if call.has(TrainingParameters.save), call.session.placebo == nil {
      let path = try call.text(TrainingParameters.save)
      try OutputFolder.make(for: path, parameter: TrainingParameters.save.name)
      try Checkpoint.write(run.state, of: run.problem, to: path)
    }
    return .object(trained)
  }

  private static func keep(_ state: RunState, of run: Run, at place: String) throws {
    try OutputFolder.make(for: place, parameter: TrialOptions.folder.name)
    try Checkpoint.write(state, of: run.problem, to: place)
  }

  /// The training as it was left; nil where nothing was left or it is of something else.
  private func resumed(_ run: Run, _ number: Int) -> Run? {
    for place in [path].compactMap({ $0 }) + earlier {
      guard let state = try? Checkpoint.read("\(place).\(number)", for: run.problem),
        budget.map({ state.epoch <= $0 }) ?? true
      else { continue }
      return try? Run(name: run.name, problem: run.problem, state: state)
    }
    return nil
  }
}
