import Runtime

extension Session {
  /// What a verb that brings data in came to, without anything to find where a placebo is made.
  func withoutSense(_ value: Value, of entry: any Command.Type) -> Value {
    guard let placebo, case .frame(let frame) = value, entry.bringsData else { return value }
    return .frame(FrameValue(placebo.shuffled(frame.frame), name: frame.name))
  }

  /// A silent session of its own that runs a script on a placebo.
  ///
  /// - Throws: `Failure` with the error that ended the script; `Interrupted`.
  static func replay(_ script: String, folder: String?, on placebo: Placebo) throws -> Session {
    let output = SilentOutput()
    let session = Session(output: output)
    session.isInteractive = false
    session.isInner = true
    session.placebo = placebo
    let outcome = session.execute(script, name: "placebo", folder: folder)
    try Interrupt.check()
    guard case .failed = outcome else { return session }
    let lines = (output.lastNote ?? "").split(separator: "\n").map(String.init)
    throw Failure("placebo \(placebo.draw + 1) fails: \(lines.first ?? "its script ends early")")
  }
}

extension Command {
  /// Whether it makes a frame of what lies outside the session.
  static var bringsData: Bool { self == Load.self || self == SimulateCommand.self }
}
