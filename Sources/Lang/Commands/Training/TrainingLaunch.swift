import Runtime

/// What `stage1` and `stage2` do once the run is made: register, say what was masked, train, save.
struct TrainingLaunch {
  let call: CommandCall

  func launch(_ value: RunValue) throws -> Value {
    let session = call.session
    if let trial = session.trial { return try trial.train(value, call) }
    guard !call.inBackground else {
      throw Failure("training in the background (&) is not in this version")
    }
    let name = value.name
    guard session.runTable.run(named: name)?.run.snapshot.status != .paused else {
      throw Failure("\(name) is a paused training", hint: "resume \(name), or stop \(name) first")
    }
    session.runTable.add(value)
    for note in value.run.problem.notes { session.output.result(note) }
    // Bound before it runs, so that a paused training can be looked at.
    if call.resultName != nil { session.bind(name, to: .object(value)) }
    guard value.run.snapshot.status != .finished else {
      session.output.result("\(name): had finished, \(value.run.state.ending)")
      return .object(value)
    }
    try ForegroundTraining(value: value, session: session).go()
    if call.has(TrainingParameters.save), value.run.snapshot.status == .finished {
      let path = try call.text(TrainingParameters.save)
      try OutputFolder.make(for: path, parameter: TrainingParameters.save.name)
      try Checkpoint.write(value.run.state, of: value.run.problem, to: path)
      session.output.result("saved \(path).safetensors and \(path).json")
    }
    return .object(value)
  }
}
