/// The commodity channel index.
enum CCI: Operator {
  static let signature = Signature(
    "cci", group: OperatorGroup.indicator,
    "the typical price against its window, in mean deviations",
    details: """
      cci(n) = (tp - mean(tp, n)) / (0.015 mean deviation of tp), tp = (high + low + close) / 3. Missing
      where the window has no range. Warm-up: n - 1 bars. Source: Lambert (1980); TA-Lib `CCI`.
      """,
    positionals: [.bars("the window", default: 20)], options: Parameter.highLowClose,
    examples: [Example("cci(20)")],
    keywords: ["commodity channel"])

  static func build(_ call: OperatorCall) throws -> OperatorResult {
    let (price, bars) = (try call.typicalPrice(for: "cci"), try call.integer("n", atLeast: 2))
    let distance = try Expression.subtract(price, .rollingMean(price, bars))
    let deviation = try Expression(MeanDeviation(bars: bars), [price])
    let scale = try Expression.multiply(Expression(constant: 0.015), deviation)
    return .series(try .divide(distance, scale, origin: call.origin))
  }
}

/// The mean absolute distance of a window's values from their mean.
///
/// - Complexity: O(rows · window).
struct MeanDeviation: ColumnOperation {
  let bars: Int
  var key: String { "meandeviation(\(bars))" }

  func reach(of inputs: [Expression]) -> Reach { inputs[0].reach.windowed(bars) }

  var blockHistory: Int? { bars }

  func evaluate(_ task: ColumnTask) throws {
    let x = task.inputs[0]
    for row in task.rows {
      if row & 0xFFF == 0 { try Interrupt.check() }
      let first = row - bars + 1
      guard first >= task.first else {
        task.output[row] = .nan
        continue
      }
      var (sum, distance) = (0.0, 0.0)
      for i in first...row { sum += x[i] }
      let mean = sum / Double(bars)
      for i in first...row { distance += abs(x[i] - mean) }
      task.output[row] = distance / Double(bars)
    }
  }
}
