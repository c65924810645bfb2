import Runtime

/// `say "net Sharpe {bt.sharpe:.2f}"`: a line of text.
enum Say: Command {
  static let message = Parameter("text", .expression, "what to print; {expr:.2f} is filled in")
  static let signature = Signature(
    "say", group: "session", "Prints a line",
    positionals: [message],
    examples: [Example("say \"one and one is {1 + 1}\"", prints: "one and one is 2")])

  static func run(_ call: CommandCall) throws -> Value {
    let value = try call.required(message)
    if case .text(let text) = value {
      call.session.output.result(text)
    } else {
      call.session.output.result(try call.session.printed(value))
    }
    return .none
  }
}
