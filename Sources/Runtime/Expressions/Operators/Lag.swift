/// The value `k` bars ago.
enum Lag: Operator {
  static let signature = Signature(
    "lag", group: OperatorGroup.shift, "the value k bars ago",
    details: """
      lag(x, k)[t] = x[t - k]. Missing in the first k rows of a symbol.
      Warm-up: k bars.
      """,
    positionals: [.x, .bars("how many bars back", "k", default: 1)],
    examples: [Example("lag(close)"), Example("lag(close, 5)")],
    keywords: ["shift", "previous", "delay"])

  static func build(_ call: OperatorCall) throws -> OperatorResult {
    .series(try .lag(call.column("x"), call.shift("k", otherwise: "lead"), origin: call.origin))
  }
}

/// Moves a column by whole bars within its segment; positive is later rows reading earlier ones.
struct Shift: ColumnOperation {
  let bars: Int
  var key: String { "shift(\(bars))" }

  /// A shifted condition stays a condition, a shifted category a category.
  func type(of inputs: [Expression]) throws -> ValueType {
    ValueType(
      shape: .column, axis: try Expression.commonAxis(of: inputs, for: key),
      element: inputs[0].type.element)
  }

  func reach(of inputs: [Expression]) -> Reach { inputs[0].reach.shifted(by: -bars) }

  var blockHistory: Int? { bars >= 0 ? bars : nil }

  func evaluate(_ task: ColumnTask) throws {
    guard let x = task.inputs[0].baseAddress, let output = task.output.baseAddress else { return }
    let end = task.rows.upperBound
    let bars = max(-end, min(bars, end))
    let known = (task.first + bars..<end + bars).clamped(to: task.rows)
    for row in task.rows.lowerBound..<known.lowerBound { output[row] = .nan }
    (output + known.lowerBound).update(from: x + known.lowerBound - bars, count: known.count)
    for row in known.upperBound..<end { output[row] = .nan }
  }
}

extension Expression {
  /// The value `bars` rows ago.
  static func lag(_ x: Expression, _ bars: Int, origin: Origin? = nil) throws -> Expression {
    try Expression(Shift(bars: bars), [x], origin: origin)
  }
}

extension OperatorCall {
  /// A count of bars to shift by; a negative one names the function of the other direction.
  func shift(_ name: String, otherwise other: String) throws -> Int {
    let bars = try integer(name)
    guard bars >= 0 else {
      throw Failure(
        "'\(name)' must not be negative", culprit: .parameter(name),
        hint: "use \(other)(x, \(-bars))")
    }
    return bars
  }
}
