import Runtime

/// `stop`: ends a paused training.
enum StopCommand: Command {
  static let signature = Signature(
    "stop", group: "live control", "Ends a paused training; its best weights are kept",
    positionals: [RunControl.subject], examples: [Example("stop"), Example("stop s1")],
    keywords: ["abort", "end"])

  static func run(_ call: CommandCall) throws -> Value {
    let value = try RunControl.run(call)
    guard value.run.snapshot.status.isActive else {
      throw Failure("\(value.name) has ended already")
    }
    try call.session.log.control(value) { try $0.stop() }
    call.session.log.resumed(value)
    call.session.refreshPromptTag()
    let state = value.run.state
    let best = state.bestEpoch > 0 ? "weights of epoch \(state.bestEpoch) kept" : "weights kept"
    call.session.output.result(
      "\(value.name) stopped after \(state.history.count) epochs, \(best)")
    return .none
  }
}
