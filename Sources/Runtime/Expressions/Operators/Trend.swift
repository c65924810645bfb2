/// The straight line through a window.
enum Trend: Operator {
  static let signature = Signature(
    "trend", group: OperatorGroup.regression,
    "the line through a window: .slope .value .r2",
    details: """
      Least squares of x on the bar number over the last n bars: slope per bar, value of the line at the last
      bar, r2 the share of variance it explains (missing where x is constant). Warm-up: n - 1 bars.
      Source: TA-Lib `LINEARREG_SLOPE`, `LINEARREG`.
      """,
    positionals: [.x, .bars("the window, at least 2", default: 20)],
    examples: [Example("trend(close, 20).slope"), Example("trend(ln(close), 60).r2")],
    keywords: ["linear regression", "slope", "r squared"])

  static func build(_ call: OperatorCall) throws -> OperatorResult {
    let (x, bars) = (try call.column("x"), try call.integer("n", atLeast: 2))
    return .record(
      try TrendLine.Output.allCases.map {
        ($0.rawValue, try .sliding(TrendLine(output: $0), [x], bars, origin: call.origin))
      })
  }
}

struct TrendLine: WindowFunction {
  enum Output: String, CaseIterable { case slope, value, r2 }

  let output: Output
  var key: String { "trend.\(output.rawValue)" }

  func value(_ x: UnsafeBufferPointer<Double>, _ y: UnsafeBufferPointer<Double>) -> Double {
    let last = Double(x.count - 1)
    var (sum, products, squares) = (0.0, 0.0, 0.0)
    for (bar, value) in x.enumerated() {
      sum += value
      products += (Double(bar) - last / 2) * value
    }
    let mean = sum / Double(x.count)
    for value in x { squares += (value - mean) * (value - mean) }
    let spread = Double(x.count) * (Double(x.count) * Double(x.count) - 1) / 12
    let slope = products / spread
    switch output {
    case .slope: return slope
    case .value: return mean + slope * last / 2
    case .r2: return squares > 0 ? min(1, slope * products / squares) : .nan
    }
  }
}
