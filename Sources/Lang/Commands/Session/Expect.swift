import Runtime

/// `expect a == b tol=1e-9`: a condition that must hold.
enum Expect: Command {
  static let condition = Parameter("condition", .expression, "what must be true")
  static let tolerance = Parameter(
    "tol", .number, default: .number(0), in: 0...Double.infinity,
    "largest difference that still counts as equal in `==`")
  static let signature = Signature(
    "expect", group: "session", "Stops with exit code 3 unless a condition holds",
    details: "The message shows the values of both sides. A missing condition fails.",
    positionals: [condition], options: [tolerance],
    examples: [Example("expect 1 + 1 == 2"), Example("expect 0.1 + 0.2 == 0.3 tol=1e-12")])

  static func run(_ call: CommandCall) throws -> Value {
    if try holds(call) { return .none }
    let text = call.texts[condition.name] ?? "the condition"
    var help: String?
    if let sides = call.comparisons[condition.name] {
      var parts: [String] = []
      for (text, value) in [(sides.leftText, sides.left), (sides.rightText, sides.right)] {
        guard let shown = try? call.session.printed(value), shown != text else { continue }
        let part = "\(text) is \(shown)"
        if !parts.contains(part) { parts.append(part) }
      }
      help = parts.joined(separator: ", ")
    }
    throw Diagnostic(
      "expected \(text)", at: call.spans[condition.name] ?? call.span,
      help: help.flatMap { $0.isEmpty ? nil : $0 }, kind: .expectation)
  }

  private static func holds(_ call: CommandCall) throws -> Bool {
    if call.has(tolerance), let sides = call.comparisons[condition.name],
      sides.comparison == .equal, let left = sides.left.number, let right = sides.right.number
    {
      return abs(left - right) <= (try call.number(tolerance))
    }
    switch try call.required(condition) {
    case .boolean(let flag): return flag
    case .number(let number) where number.isNaN: return false
    case let other:
      throw call.failure(condition, "must be a condition, not \(other.described)")
    }
  }
}
