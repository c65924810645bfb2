import Runtime

/// `quit`: ends the session.
enum Quit: Command {
  static let code = Parameter(
    "code", .integer, default: .number(0), in: 0...255, "exit code of the process")
  static let signature = Signature(
    "quit", group: "session", "Ends the session", positionals: [code],
    examples: [Example("quit")], keywords: ["exit"])

  static func run(_ call: CommandCall) throws -> Value {
    call.session.quit(Int32(try call.integer(code)))
    return .none
  }
}
