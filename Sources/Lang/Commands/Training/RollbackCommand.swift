import Runtime

/// `rollback epoch=2`: takes a paused training back to the end of an epoch.
enum RollbackCommand: Command {
  static let epoch = Parameter(
    "epoch", .integer, in: 0...1e9, "the epoch whose end is restored; 0 is the start")
  static let signature = Signature(
    "rollback", group: "live control", "Takes a paused training back to the end of an epoch",
    details: "Weights, moments, shuffle order and random streams are as they were then; the change "
      + "is kept in the run's journal.", positionals: [RunControl.subject], options: [epoch],
    examples: [Example("rollback epoch=2")], keywords: ["undo", "back"])

  static func run(_ call: CommandCall) throws -> Value {
    let value = try RunControl.run(call)
    try value.run.rollback(toEpoch: try call.integer(epoch))
    call.session.refreshPromptTag()
    call.session.output.result("\(value.name) is back at the end of epoch \(value.run.state.epoch)")
    return .none
  }
}
