/// Bars until a condition next holds.
enum Until: Operator {
  static let signature = Signature(
    "until", group: OperatorGroup.state, "bars until the condition next holds (reads the future)",
    details: """
      until(c): 0 where c holds, else in how many bars it next does; missing where it does not within `within`
      bars, or not at all. Its look-ahead is `within`, without it every row that follows. A missing condition
      does not hold. Of a schedule that was published ahead (load known=ahead, carried to the
      bars by onto) later events are no secret, and until() of it is no look-ahead.
      """,
    positionals: [Parameter("event", .series, "the condition")],
    options: [
      Parameter(
        "within", .integer, default: .absent, unit: "bars", in: 1...1e9,
        "the farthest bar looked at")
    ],
    examples: [Example("until(close > open, within=40)")],
    keywords: ["bars until", "next event", "future"])

  static func build(_ call: OperatorCall) throws -> OperatorResult {
    let event = try call.column("event")
    let bars =
      try call.has("within") ? call.integer("within", atLeast: 1) : event.type.axis?.rowCount ?? 1
    return .series(try Expression(UntilOperation(within: bars), [event], origin: call.origin))
  }
}

struct UntilOperation: ColumnOperation {
  let within: Int
  var key: String { "until(\(within))" }

  func reach(of inputs: [Expression]) -> Reach {
    let now = inputs[0].reach
    return now.union(now.shifted(by: within))
  }

  func evaluate(_ task: ColumnTask) throws {
    var next: Int?
    for row in task.rows.reversed() {
      let condition = task.inputs[0][row]
      if !condition.isNaN, condition != 0 { next = row }
      let distance = next.map { $0 - row } ?? .max
      task.output[row] = distance <= within ? Double(distance) : .nan
    }
  }
}
