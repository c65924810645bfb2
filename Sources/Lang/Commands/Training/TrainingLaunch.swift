import Runtime

/// What `stage1` and `stage2` do once the run is made: register, say what was masked, train, save.
struct TrainingLaunch {
  let call: CommandCall

  func launch(_ made: RunValue) throws -> Value {
    let session = call.session
    if let trial = session.trial { return try trial.train(made, call) }
    let name = made.name
    if let old = session.runTable.run(named: name), old.run.snapshot.status.isActive {
      throw Failure(
        "\(name) is a training that is \(old.run.snapshot.status.word)",
        hint: "resume \(name), or stop \(name) first")
    }
    let value = try taken(made) ?? made
    try plan(session.runTable.takePlanned(name), value)
    session.runTable.add(value)
    session.log.began(value)
    for note in value.run.problem.notes { session.output.result(note) }
    // Bound before it runs, so that a paused training can be looked at.
    if call.resultName != nil { session.bind(name, to: .object(value)) }
    guard value.run.snapshot.status != .finished else {
      session.output.result("\(name): had finished, \(value.run.state.ending)")
      return .object(value)
    }
    guard session.restoring == nil else { return .object(value) }
    session.keep(value)
    if call.inBackground {
      try value.run.start()
      session.runTable.unreported.append(value)
      session.refreshPromptTag()
      session.output.result("\(name) trains in the background: jobs, watch \(name), pause \(name)")
      return .object(value)
    }
    try ForegroundTraining(value: value, session: session).go()
    try save(value)
    return .object(value)
  }

  /// The same training out of the run store.
  private func taken(_ value: RunValue) throws -> RunValue? {
    let session = call.session
    guard session.resumesRuns || session.restoring != nil else { return nil }
    if let found = try session.restored(value) { return found }
    if let scope = session.restoring, value.name != scope.name {
      scope.trouble = "\(value.name), which it needs, is not in \(scope.root)"
      throw Failure(scope.trouble ?? "")
    }
    return nil
  }

  /// Changes on the way; those in the journal of a training that goes on were made.
  private func plan(_ changes: [Intervention], _ value: RunValue) throws {
    let done = Set(value.run.state.journal.map(\.text))
    guard !value.run.state.isFinished else { return }
    for change in changes where !done.contains(change.text) { try value.run.plan(change) }
  }

  private func save(_ value: RunValue) throws {
    guard call.has(TrainingParameters.save), call.session.placebo == nil,
      value.run.snapshot.status == .finished
    else { return }
    let path = try call.text(TrainingParameters.save)
    try OutputFolder.make(for: path, parameter: TrainingParameters.save.name)
    try Checkpoint.write(value.run.state, of: value.run.problem, to: path)
    call.session.output.result("saved \(path).safetensors and \(path).json")
  }
}
