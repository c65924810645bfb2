/// Bars since a condition last held.
enum Since: Operator {
  static let signature = Signature(
    "since", group: OperatorGroup.state, "bars since the condition last held",
    details: """
      since(c): 0 where c holds, else how many bars ago it last did; missing before the first time. A missing
      condition does not hold. Warm-up: until the first time.
      """,
    positionals: [Parameter("cond", .series, "the condition")],
    examples: [Example("since(close > lag(high))")],
    keywords: ["barssince", "bars since"])

  static func build(_ call: OperatorCall) throws -> OperatorResult {
    .series(try Expression(SinceOperation(), [call.column("cond")], origin: call.origin))
  }
}

struct SinceOperation: RecursiveOperation {
  let key = "since"

  func reach(of inputs: [Expression]) -> Reach { inputs[0].reach.windowed(nil) }

  var start: Int? { nil }

  func evaluate(_ task: ColumnTask, from last: inout Int?) throws {
    for row in task.rows {
      let condition = task.inputs[0][row]
      if !condition.isNaN, condition != 0 { last = row }
      task.output[row] = last.map { Double(row - $0) } ?? .nan
    }
  }
}
