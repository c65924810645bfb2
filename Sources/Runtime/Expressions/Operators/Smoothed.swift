/// Weights that go over to new ones little by little.
enum Smoothed: Operator {
  static let signature = Signature(
    "smoothed", group: OperatorGroup.decision,
    "an exponential average of weights, small rests dropped",
    details: """
      smoothed(x, a)[t] = (1 - a) smoothed[t - 1] + a x[t], starting at a x; a missing x leaves it where it is, and what
      is smaller than drop becomes 0. In a loss x itself: a sample has no weights before it.
      """,
    positionals: [
      .x, Parameter("a", .number, unit: "fraction", in: 1e-6...1, "share of the new weight"),
    ],
    options: [
      Parameter(
        "drop", .number, default: .number(0.001), unit: "of the equity", in: 0...1,
        "smaller weights become 0")
    ],
    examples: [Example("smoothed(sign(pct(close)), 0.15)")],
    keywords: ["ewma", "turnover", "smooth"])

  static func build(_ call: OperatorCall) throws -> OperatorResult {
    if call.isLoss, try call.series("x").type.shape != .column {
      return .series(try call.series("x"))
    }
    let share = try call.number("a")
    guard share > 0, share <= 1 else {
      throw Failure("'a' must be above 0 and at most 1", culprit: .parameter("a"))
    }
    return .series(
      try Expression(
        SmoothedWeight(share: share, drop: call.number("drop")), [call.column("x")],
        origin: call.origin))
  }
}

struct SmoothedWeight: RecursiveOperation {
  let share: Double
  let drop: Double
  var key: String { "smoothed(\(share),\(drop))" }
  var start: Double { 0 }

  func reach(of inputs: [Expression]) -> Reach { inputs[0].reach.windowed(nil) }

  func evaluate(_ task: ColumnTask, from state: inout Double) throws {
    for row in task.rows {
      let x = task.inputs[0][row]
      if !x.isNaN {
        state = (1 - share) * state + share * x
        if abs(state) < drop { state = 0 }
      }
      task.output[row] = state
    }
  }
}
