/// The share of the next bars that lie above the present one: a target.
enum ProbabilityUp: Operator {
  static let signature = Signature(
    "prob_up", group: OperatorGroup.label,
    "the share of the next k values that lie above x (reads the future)",
    details: """
      prob_up(x, k)[t] = mean over j = 1 ... k of 1 where x[t + j] > x[t]. It looks forward alone: no part of it is
      known at t. Missing in the last k rows, and where one of the values is missing. Unit: a share, 0 to 1.
      Look-ahead: k.
      """,
    positionals: [.x, .bars("how many values ahead", "k")],
    examples: [Example("prob_up(close, 5)")],
    keywords: ["target", "label", "probability"])

  static func build(_ call: OperatorCall) throws -> OperatorResult {
    let bars = try call.integer("k", atLeast: 1)
    return .series(
      try Expression(ShareAbove(bars: bars), [call.column("x")], origin: call.origin))
  }
}

struct ShareAbove: ColumnOperation {
  let bars: Int
  var key: String { "probup(\(bars))" }

  func reach(of inputs: [Expression]) -> Reach {
    inputs[0].reach.union(inputs[0].reach.shifted(by: bars))
  }

  func evaluate(_ task: ColumnTask) throws {
    let x = task.inputs[0]
    for row in task.rows {
      if row & 0xFFF == 0 { try Interrupt.check() }
      guard bars < task.rows.upperBound - row else {
        task.output[row] = .nan
        continue
      }
      var (above, missing) = (0.0, x[row].isNaN)
      for later in row + 1...row + bars {
        if x[later] > x[row] { above += 1 }
        missing = missing || x[later].isNaN
      }
      task.output[row] = missing ? .nan : above / Double(bars)
    }
  }
}
