/// A state that one condition switches on and another off.
enum Latch: Operator {
  static let signature = Signature(
    "latch", group: OperatorGroup.state, "1 from enter until exit",
    details: """
      latch(enter, exit): 1 from a row where enter holds up to the row before exit holds, else 0. Where both
      hold, exit wins; a missing condition does not hold. Starts at 0. Warm-up: none.
      """,
    positionals: [
      Parameter("enter", .series, "switches on"), Parameter("exit", .series, "switches off"),
    ],
    examples: [Example("latch(close > mean(close, 50), close < mean(close, 20))")],
    keywords: ["state", "position", "hysteresis", "flip-flop"])

  static func build(_ call: OperatorCall) throws -> OperatorResult {
    let inputs = try [call.column("enter"), call.column("exit")]
    return .series(try Expression(LatchOperation(), inputs, origin: call.origin))
  }
}

struct LatchOperation: RecursiveOperation {
  let key = "latch"

  func reach(of inputs: [Expression]) -> Reach {
    inputs[0].reach.union(inputs[1].reach).windowed(nil)
  }

  var start: Double { 0 }

  func evaluate(_ task: ColumnTask, from state: inout Double) throws {
    for row in task.rows {
      let (enter, exit) = (task.inputs[0][row], task.inputs[1][row])
      if !enter.isNaN, enter != 0 { state = 1 }
      if !exit.isNaN, exit != 0 { state = 0 }
      task.output[row] = state
    }
  }
}
