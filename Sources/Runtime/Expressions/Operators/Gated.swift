/// Weights that wait until something has moved far enough.
enum Gated: Operator {
  static let signature = Signature(
    "gated", group: OperatorGroup.decision,
    "keeps a weight until another series has moved by more than a step",
    details: """
      gated(x, by, change): x is taken where by has moved by change or more since x was last taken, or x was last
      missing; else the weight taken then stays. A missing x or by keeps it, too. In a loss x itself.
      """,
    positionals: [
      .x, Parameter("by", .series, "what has to move, such as a rank"),
      Parameter("change", .number, unit: "as by", in: 0...1e12, "how far"),
    ],
    examples: [Example("gated(sign(pct(close, 5)), pct(close, 5), 0.005)")],
    keywords: ["hysteresis", "turnover", "rank change"])

  static func build(_ call: OperatorCall) throws -> OperatorResult {
    if call.isLoss, try call.series("x").type.shape != .column {
      return .series(try call.series("x"))
    }
    return .series(
      try Expression(
        GatedWeight(change: call.number("change")), [call.column("x"), call.column("by")],
        origin: call.origin))
  }
}

struct GatedWeight: RecursiveOperation {
  /// What was taken last, and where the other series stood then.
  struct State: Sendable {
    var weight = Double.nan
    var place = Double.nan
  }

  let change: Double
  var key: String { "gated(\(change))" }
  var start: State { State() }

  func reach(of inputs: [Expression]) -> Reach {
    inputs[0].reach.union(inputs[1].reach).windowed(nil)
  }

  func evaluate(_ task: ColumnTask, from state: inout State) throws {
    for row in task.rows {
      let (x, place) = (task.inputs[0][row], task.inputs[1][row])
      if !x.isNaN, !place.isNaN,
        state.weight.isNaN || abs(place - state.place) >= change * (1 - 1e-12)
      {
        state = State(weight: x, place: place)
      }
      task.output[row] = state.weight
    }
  }
}
