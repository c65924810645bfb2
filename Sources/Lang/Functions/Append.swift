import Runtime

/// A list with one more element at its end.
enum Append: Function {
  static let list = Parameter("list", .list, "list")
  static let value = Parameter("x", .any, "element to add")
  static let signature = Signature(
    "append", group: "general", "a list with one more element at its end",
    positionals: [list, value],
    examples: [Example("append([1, 2], 3)", prints: "[1, 2, 3]")])

  static func call(_ call: CommandCall) throws -> Value {
    .list(try call.list(list) + [try call.session.resolved(call.required(value)).nestable()])
  }
}
