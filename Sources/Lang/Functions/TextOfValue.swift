import Runtime

/// A value as text, as it stands inside a text.
enum TextOfValue: Function {
  static let value = Parameter("x", .any, "value")
  static let format = Parameter("format", .text, default: .text(""), "such as .2f, .1%, d")
  static let signature = Signature(
    "str", group: "general", "a value as text", positionals: [value, format],
    examples: [Example("str(0.125, \".1%\")", prints: "12.5%")])

  static func call(_ call: CommandCall) throws -> Value {
    let text = try call.session.interpolated(
      try call.required(value), format: try call.text(format))
    return .text(text)
  }
}
