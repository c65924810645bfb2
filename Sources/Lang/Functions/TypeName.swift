import Runtime

/// The kind of a value as a word.
enum TypeName: Function {
  static let value = Parameter("x", .any, "value")
  static let signature = Signature(
    "type", group: "general", "the kind of a value as a word", positionals: [value],
    examples: [Example("type(20%)", prints: "number"), Example("type(4h)", prints: "duration")])

  static func call(_ call: CommandCall) throws -> Value {
    .text(try call.required(value).typeName)
  }
}
