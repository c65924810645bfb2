import Runtime

/// `use px`: the columns of a frame become names.
enum Use: Command {
  static let data = Parameter("frame", .frame, "the frame whose columns become names")
  static let signature = Signature(
    "use", group: "data", "Puts the columns of a frame in scope as names",
    details: "A variable of the same name goes first; `px.close` always means the column.",
    positionals: [data], examples: [Example("use px")])

  static func run(_ call: CommandCall) throws -> Value {
    call.session.frameInUse = try call.frame(data)
    return .none
  }
}
