import Runtime

/// `resume`: lets a paused training go on.
enum ResumeCommand: Command {
  static let signature = Signature(
    "resume", group: "live control", "Lets a paused training go on",
    details: "A paused and resumed training equals an uninterrupted one bit for bit when nothing "
      + "was changed.", positionals: [RunControl.subject],
    examples: [Example("resume"), Example("resume s1")], keywords: ["continue"])

  static func run(_ call: CommandCall) throws -> Value {
    let value = try RunControl.run(call)
    let session = call.session
    guard value.run.snapshot.status != .running else {
      throw Failure("\(value.name) is running", hint: "watch \(value.name) shows it")
    }
    session.log.resumed(value)
    session.keep(value)
    if call.inBackground {
      try value.run.start()
      session.runTable.unreported.append(value)
      session.refreshPromptTag()
      return .none
    }
    try ForegroundTraining(value: value, session: session).go()
    return .none
  }
}
