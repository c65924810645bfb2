import Runtime

/// `history`: the statements of the session.
enum HistoryCommand: Command {
  static let count = Parameter(
    "n", .integer, default: .number(20), in: 1...1e9, "how many of the last ones")
  static let signature = Signature(
    "history", group: "session", "Lists what was done in this session",
    details:
      "Statements that ended with an error are left out. save script \"x.fml\" writes them to "
      + "a file that replays them.",
    positionals: [count], examples: [Example("history"), Example("history 5")],
    keywords: ["log", "statements", "past"])

  static func run(_ call: CommandCall) throws -> Value {
    let entries = call.session.log.entries
    guard !entries.isEmpty else {
      call.session.output.result("nothing was done yet")
      return .none
    }
    let first = max(0, entries.count - (try call.integer(count)))
    let width = String(entries.count).count
    let lines = entries[first...].enumerated().map { offset, entry in
      let number = String(first + offset + 1)
      let margin = String(repeating: " ", count: width - number.count) + number + "  "
      let indent = String(repeating: " ", count: margin.count)
      return margin
        + entry.text.split(separator: "\n", omittingEmptySubsequences: false)
        .joined(separator: "\n" + indent)
    }
    call.session.output.result(lines.joined(separator: "\n"))
    return .none
  }
}
