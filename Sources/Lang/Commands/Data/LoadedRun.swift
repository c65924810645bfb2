import Runtime

/// `s = load "runs/s1"`: a training of the run store with its dataset.
enum LoadedRun {
  static func load(_ folder: RunFolder, _ call: CommandCall) throws -> Value {
    let session = call.session
    let name = try call.resultName ?? folder.card().name
    if let old = session.runTable.run(named: name), old.run.snapshot.status.isActive {
      throw Failure(
        "\(name) is a training that is \(old.run.snapshot.status.word)",
        hint: "take another name, or stop \(name) first")
    }
    let value = try session.load(folder, as: name)
    session.runTable.add(value)
    session.log.began(value)
    if call.resultName != nil { session.bind(name, to: .object(value)) }
    session.refreshPromptTag()
    session.output.result(value.summary)
    if value.run.snapshot.status == .paused {
      session.output.result("resume \(name) goes on with it")
    }
    return .object(value)
  }
}
