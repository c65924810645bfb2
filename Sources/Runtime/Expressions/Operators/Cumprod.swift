/// The running product.
enum Cumprod: Operator {
  static let signature = Signature(
    "cumprod", group: OperatorGroup.recursive, "the product of all values so far",
    details: """
      cumprod[t] = product of x up to t within a symbol. A missing cell is passed over and stays missing.
      Warm-up: none.
      """,
    positionals: [.x],
    examples: [Example("cumprod(1 + pct(close))")],
    keywords: ["cumulative", "compound"])

  static func build(_ call: OperatorCall) throws -> OperatorResult {
    .series(try Expression(RunningProduct(), [call.column("x")], origin: call.origin))
  }
}

struct RunningProduct: RecursiveOperation {
  let key = "cumprod"

  func reach(of inputs: [Expression]) -> Reach { inputs[0].reach.windowed(nil) }

  var start: Double { 1 }

  func evaluate(_ task: ColumnTask, from product: inout Double) throws {
    for row in task.rows {
      let x = task.inputs[0][row]
      if !x.isNaN { product *= x }
      task.output[row] = x.isNaN ? .nan : product
    }
  }
}
