import Runtime

/// The number that a text spells; missing when it spells none.
enum NumberOfText: Function {
  static let text = Parameter("text", .any, "text, bool or number")
  static let signature = Signature(
    "num", group: "general", "the number that a text spells; missing when it spells none",
    positionals: [text], examples: [Example("num(\"2.5\") * 2", prints: "5")])

  static func call(_ call: CommandCall) throws -> Value {
    switch try call.required(text) {
    case .number(let number): return .number(number)
    case .boolean(let flag): return .number(flag ? 1 : 0)
    case .text(let text):
      let isPlain = text.utf8.allSatisfy { "0123456789+-.eE".utf8.contains($0) }
      return .number(isPlain ? Double(text) ?? .nan : .nan)
    case let other: throw call.failure(text, "must be a text, not \(other.described)")
    }
  }
}
