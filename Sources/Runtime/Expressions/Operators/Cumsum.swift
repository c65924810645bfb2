/// The running sum.
enum Cumsum: Operator {
  static let signature = Signature(
    "cumsum", group: OperatorGroup.recursive, "the sum of all values so far",
    details: """
      cumsum[t] = sum of x up to t within a symbol. A missing cell is passed over and stays missing.
      Warm-up: none.
      """,
    positionals: [.x],
    examples: [Example("cumsum(logret(close))")],
    keywords: ["cumulative", "running total"])

  static func build(_ call: OperatorCall) throws -> OperatorResult {
    .series(try Expression(RunningSum(), [call.column("x")], origin: call.origin))
  }
}

/// The compensated running sum; with a second input it starts anew where that input changes.
struct RunningSum: RecursiveOperation {
  let key = "cumsum"

  func reach(of inputs: [Expression]) -> Reach {
    inputs.dropFirst().reduce(inputs[0].reach) { $0.union($1.reach) }.windowed(nil)
  }

  struct State {
    var sum = 0.0
    var lost = 0.0
    /// The anchor of the row before.
    var anchor: Double?
  }

  var start: State { State() }

  func evaluate(_ task: ColumnTask, from state: inout State) throws {
    let (x, anchor) = (task.inputs[0], task.inputs.count > 1 ? task.inputs[1] : nil)
    var (sum, lost) = (state.sum, state.lost)
    defer { (state.sum, state.lost) = (sum, lost) }
    for row in task.rows {
      if let anchor {
        if let before = state.anchor, anchor[row] != before { (sum, lost) = (0, 0) }
        state.anchor = anchor[row]
      }
      guard !x[row].isNaN else {
        task.output[row] = .nan
        continue
      }
      let next = sum + x[row]
      if next.isFinite {
        lost += abs(sum) >= abs(x[row]) ? (sum - next) + x[row] : (x[row] - next) + sum
      }
      sum = next
      task.output[row] = sum + lost
    }
  }
}
