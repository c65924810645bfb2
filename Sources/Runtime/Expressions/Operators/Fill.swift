/// The last present value in place of a missing one.
enum Fill: Operator {
  static let signature = Signature(
    "fill", group: OperatorGroup.pointwise, "missing values replaced by the last present one",
    details: """
      fill(x): forward fill within a symbol; with limit= at most so many bars in a row.
      fill(x, value=v): every missing value becomes v.
      """,
    positionals: [.x],
    options: [
      Parameter(
        "limit", .integer, default: .absent, unit: "bars", in: 1...1e9,
        "the most bars to fill in a row"),
      Parameter("value", .series, default: .absent, "the value to put instead"),
    ],
    examples: [
      Example("fill(close)"), Example("fill(close, limit=2)"), Example("fill(close, value=0)"),
    ],
    keywords: ["ffill", "forward fill", "fillna", "coalesce"])

  static func build(_ call: OperatorCall) throws -> OperatorResult {
    if call.has("value") {
      return .series(try .coalesce(call.series("x"), call.series("value"), origin: call.origin))
    }
    let limit = call.has("limit") ? try call.integer("limit", atLeast: 1) : nil
    return .series(
      try Expression(FillOperation(limit: limit), [call.column("x")], origin: call.origin))
  }
}

struct FillOperation: RecursiveOperation {
  let limit: Int?
  var key: String { "fill(\(limit.map(String.init) ?? "all"))" }

  func type(of inputs: [Expression]) throws -> ValueType {
    _ = try Expression.commonAxis(of: inputs, for: "fill")
    return inputs[0].type
  }

  func reach(of inputs: [Expression]) -> Reach {
    inputs[0].reach.windowed(limit.map { $0 + 1 })
  }

  struct State {
    var last = Double.nan
    var age = 0
  }

  var start: State { State() }

  func evaluate(_ task: ColumnTask, from state: inout State) throws {
    let (x, most) = (task.inputs[0], limit ?? Int.max)
    for row in task.rows {
      if x[row].isNaN {
        state.age += 1
      } else {
        state = State(last: x[row])
      }
      task.output[row] = state.age <= most ? state.last : .nan
    }
  }
}
