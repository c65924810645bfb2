/// A difference of fractional order.
enum FractionalDifference: Operator {
  static let signature = Signature(
    "fracdiff", group: OperatorGroup.statistics,
    "the difference of a fractional order: stationary, with memory",
    details: """
      fracdiff(x, d) = sum over k of w[k] x[t - k], w[0] = 1, w[k] = -w[k - 1] (d - k + 1) / k, cut at a fixed
      width: n= bars, or where |w| falls below threshold=. The same weights everywhere, so no drift from a
      growing window. d = 0 is x, d = 1 its difference. Warm-up: the width - 1 bars.
      Source: Hosking (1981); fixed width: Lopez de Prado (2018), "Advances in financial machine learning", 5.5.
      """,
    positionals: [
      .x, Parameter("d", .number, unit: "order", in: 0...2, "the order of the difference"),
    ],
    options: [
      Parameter(
        "n", .integer, default: .absent, unit: "bars", in: 1...100_000, "the width of the weights"),
      Parameter(
        "threshold", .number, default: .number(1e-4), unit: "weight", in: 1e-8...1,
        "without n=, the weights end where they fall below it"),
    ],
    examples: [
      Example("fracdiff(ln(close), 0.4, n=100)"), Example("fracdiff(close, 0.6, threshold=0.001)"),
    ],
    keywords: ["fractional differencing", "ffd", "stationary", "memory"])

  static func build(_ call: OperatorCall) throws -> OperatorResult {
    let order = try call.number("d")
    guard (0...2).contains(order) else {
      throw Failure("'d' must be from 0 to 2, not \(order)", culprit: .parameter("d"))
    }
    let width = try call.has("n") ? call.integer("n", atLeast: 1) : nil
    let weights = Self.weights(order, width: width, threshold: try call.number("threshold"))
    return .series(
      try Expression(WeightedWindow(weights: weights), [call.column("x")], origin: call.origin))
  }

  private static func weights(_ order: Double, width: Int?, threshold: Double) -> [Double] {
    var weights = [1.0]
    while weights.count < width ?? 100_000 {
      let k = Double(weights.count)
      let next = -(weights.last ?? 0) * (order - k + 1) / k
      if width == nil, abs(next) < threshold { break }
      weights.append(next)
    }
    return weights
  }
}

/// `sum w[k] x[t - k]` over a fixed width.
///
/// - Complexity: O(rows · width).
struct WeightedWindow: ColumnOperation {
  /// The weight of the current row first.
  let weights: [Double]
  var key: String { "weighted(\(weights.count),\(weights.prefix(4)),\(weights.last ?? 0))" }

  func reach(of inputs: [Expression]) -> Reach { inputs[0].reach.windowed(weights.count) }

  var blockHistory: Int? { weights.count }

  func evaluate(_ task: ColumnTask) throws {
    let x = task.inputs[0]
    try weights.withUnsafeBufferPointer { weights in
      var present = 0
      for row in max(task.first, task.rows.lowerBound - weights.count)..<task.rows.lowerBound {
        present = x[row].isNaN ? 0 : present + 1
      }
      for row in task.rows {
        if row & 0xFFF == 0 { try Interrupt.check() }
        present = x[row].isNaN ? 0 : present + 1
        guard present >= weights.count else {
          task.output[row] = .nan
          continue
        }
        var sum = 0.0
        for k in 0..<weights.count { sum += weights[k] * x[row - k] }
        task.output[row] = sum
      }
    }
  }
}
