import Runtime

/// What `set`, `resume`, `stop` and `rollback` share: which run is meant.
enum RunControl {
  static let subject = Parameter(
    "run", .run, default: .absent, "the run; the one that is paused when left out")

  /// The named run, else the only active one.
  static func run(_ call: CommandCall) throws -> RunValue {
    if call.has(subject) { return try call.object(subject, as: RunValue.self) }
    return try only(call)
  }

  static func only(_ call: CommandCall) throws -> RunValue {
    let active = call.session.runTable.active
    guard let first = active.first else {
      throw Failure(
        "\(call.signature.name): no training is paused",
        hint: "Ctrl-C pauses a training that runs; runs lists them")
    }
    guard active.count == 1 else {
      let names = active.map(\.name).joined(separator: ", ")
      throw Failure(
        "\(call.signature.name): several trainings are active: \(names)", hint: "name one")
    }
    return first
  }
}

/// `resume`: lets a paused training go on.
enum ResumeCommand: Command {
  static let signature = Signature(
    "resume", group: "live control", "Lets a paused training go on",
    details: "A paused and resumed training equals an uninterrupted one bit for bit when nothing "
      + "was changed.", positionals: [RunControl.subject],
    examples: [Example("resume"), Example("resume s1")], keywords: ["continue"])

  static func run(_ call: CommandCall) throws -> Value {
    let value = try RunControl.run(call)
    try ForegroundTraining(value: value, session: call.session).go()
    return .none
  }
}
