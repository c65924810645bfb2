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
    let before = value.run.state
    let target = try call.integer(epoch)
    try call.session.log.control(value) { try $0.rollback(toEpoch: target) }
    call.session.refreshPromptTag()
    let after = value.run.state
    let place = after.epoch == 0 ? "the start" : "the end of epoch \(after.epoch)"
    let undone = undone(before, after).map { "; \($0)" }.joined()
    call.session.output.result("\(value.name) is back at \(place)\(undone)")
    return .none
  }

  /// The options that were set after that epoch and now have their earlier value again.
  private static func undone(_ before: RunState, _ after: RunState) -> [String] {
    TrainingOptions.liveNames.compactMap { name in
      guard let old = before.options.live(name), let new = after.options.live(name), old != new
      else { return nil }
      return "\(name) \(NumberFormat.general(old)) -> \(NumberFormat.general(new))"
    }
  }
}
