import Runtime

/// `pause s1`: what Ctrl-C does, for a training in the background.
enum PauseCommand: Command {
  static let signature = Signature(
    "pause", group: "live control", "Pauses a training that runs in the background",
    details: "At the end of the current batch. Ctrl-C does the same to one in the foreground.",
    positionals: [RunControl.subject], examples: [Example("pause s1")], keywords: ["halt", "wait"])

  static func run(_ call: CommandCall) throws -> Value {
    let value = try RunControl.run(call)
    guard value.run.snapshot.status == .running else {
      throw Failure("\(value.name) is \(value.run.snapshot.status.word), not running")
    }
    call.session.log.control(value) { $0.pause() }
    guard value.run.snapshot.status == .paused else { return .none }
    call.session.runTable.unreported.removeAll { $0 === value }
    call.session.log.paused(value)
    call.session.refreshPromptTag()
    call.session.output.result("\(value.name) is paused at \(value.run.snapshot.position)")
    return .none
  }
}
