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
struct RunningSum: ColumnOperation {
  let key = "cumsum"

  func reach(of inputs: [Expression]) -> Reach {
    inputs.dropFirst().reduce(inputs[0].reach) { $0.union($1.reach) }.windowed(nil)
  }

  func evaluate(_ task: ColumnTask) throws {
    let (x, anchor) = (task.inputs[0], task.inputs.count > 1 ? task.inputs[1] : nil)
    var (sum, lost) = (0.0, 0.0)
    for row in task.rows {
      if let anchor, row > task.rows.lowerBound, anchor[row] != anchor[row - 1] {
        (sum, lost) = (0, 0)
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
