import Runtime

/// `quit`: ends the session.
enum Quit: Command {
  static let code = Parameter(
    "code", .integer, default: .number(0), in: 0...255, "exit code of the process")
  static let signature = Signature(
    "quit", group: "session", "Ends the session", positionals: [code],
    examples: [Example("quit")], keywords: ["exit"])

  static func run(_ call: CommandCall) throws -> Value {
    let code = Int32(try call.integer(code))
    if call.session.mayLeave() { call.session.quit(code) }
    return .none
  }
}

extension Session {
  /// False the first time it is asked while a paused training would be lost; says so then.
  ///
  /// Whoever asks again without going on with the training means it. Scripts may always leave.
  public func mayLeave() -> Bool {
    guard isInteractive else { return true }
    // What lies in the run store is not lost.
    let paused = runTable.active.filter {
      $0.run.snapshot.status == .paused && $0.run.recorder == nil
    }
    let told = state(LeaveWarning.self) { LeaveWarning() }
    let places = paused.map { "\($0.name) \($0.run.snapshot.position)" }
    guard let first = paused.first, told.places != places else { return true }
    told.places = places
    let names = paused.map(\.name).joined(separator: ", ")
    output.note(
      "\(names) \(paused.count == 1 ? "is" : "are") paused and would be lost: "
        + "save \(first.name) \"runs/\(first.name)\" keeps it; quit again to leave")
    return false
  }
}

/// The paused trainings that the user was warned of.
private final class LeaveWarning {
  var places: [String] = []
}
