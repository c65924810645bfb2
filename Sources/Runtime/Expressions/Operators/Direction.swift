/// Whether a price rises: a target.
enum Direction: Operator {
  static let signature = Signature(
    "direction", group: OperatorGroup.label,
    "whether x rises over the next k bars (reads the future)",
    details: """
      r = lead(x, k) / x - 1. Without a threshold: yes where r > 0, no elsewhere. With one, a number or a series such
      as a volatility: "down" for r < -threshold, "up" for r > threshold, "flat" between and at the edges; with
      flat="drop" yes, no, and missing between. Dropping rows by the size of the move to come leaves a score that
      cannot be traded on, as nobody knows beforehand which rows those are. Missing in the last k rows. Look-ahead: k.
      """,
    positionals: [.x, .bars("over how many bars", "k", default: 1)],
    options: [
      Parameter(
        "threshold", .series, default: .absent, unit: "fraction", "the smallest return that counts"),
      Parameter(
        "flat", .choice(["class", "drop"]), default: .text("class"),
        "rows within the threshold: a class of their own, or missing"),
    ],
    examples: [
      Example("direction(close, 5)"), Example("direction(close, 5, threshold=0.005)"),
      Example("direction(close, 5, threshold=ewm_std(pct(close), span=20))"),
    ],
    keywords: ["target", "label", "classification", "three classes"])

  static func build(_ call: OperatorCall) throws -> OperatorResult {
    let (x, bars) = (try call.column("x"), try call.integer("k", atLeast: 1))
    let move = try Expression.subtract(
      .divide(.lag(x, -bars), x), Expression(constant: 1))
    guard call.has("threshold") else {
      return .series(try .greater(move, Expression(constant: 0), origin: call.origin))
    }
    let threshold = try call.series("threshold")
    if let number = threshold.staticValue, !(number >= 0) {
      throw Failure(
        "'threshold' must not be negative, not \(number)", culprit: .parameter("threshold"))
    }
    let least = try Expression.add(threshold, .multiply(move, Expression(constant: 0)))
    let operation = DirectionOperation(dropsFlat: try call.text("flat") == "drop")
    return .series(try Expression(operation, [move, least], origin: call.origin))
  }
}

/// Inputs are the return and the threshold of each row.
struct DirectionOperation: ColumnOperation {
  let dropsFlat: Bool
  var key: String { "direction(\(dropsFlat))" }

  func type(of inputs: [Expression]) throws -> ValueType {
    ValueType(
      shape: .column, axis: try Expression.commonAxis(of: inputs, for: "direction"),
      element: dropsFlat ? .boolean : .category(["down", "flat", "up"]))
  }

  var blockHistory: Int? { 0 }

  func evaluate(_ task: ColumnTask) throws {
    for row in task.rows {
      let (move, least) = (task.inputs[0][row], task.inputs[1][row])
      if move.isNaN || least.isNaN {
        task.output[row] = .nan
      } else if dropsFlat {
        task.output[row] = move > least ? 1 : move < -least ? 0 : .nan
      } else {
        task.output[row] = move > least ? 2 : move < -least ? 0 : 1
      }
    }
  }
}
