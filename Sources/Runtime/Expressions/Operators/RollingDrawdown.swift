/// The deepest fall from a peak within a window.
enum RollingDrawdown: Operator {
  static let signature = Signature(
    "max_drawdown", group: OperatorGroup.statistics,
    "the deepest fall from a peak within a window, a fraction",
    details: """
      max_drawdown(x, n): the least x[j] / max(x[i] for i <= j) - 1 among the last n values; 0 where x never
      falls. Unit: a fraction, not above 0. Warm-up: n - 1 bars.
      """,
    positionals: [.x, .bars("the window")],
    examples: [Example("max_drawdown(close, 20)")],
    keywords: ["drawdown", "calmar", "loss"])

  static func build(_ call: OperatorCall) throws -> OperatorResult {
    let bars = try call.integer("n", atLeast: 1)
    return .series(
      try .sliding(DeepestFall(), [call.column("x")], bars, origin: call.origin))
  }
}

struct DeepestFall: WindowFunction {
  let key = "maxdrawdown"

  func value(_ x: UnsafeBufferPointer<Double>, _ y: UnsafeBufferPointer<Double>) -> Double {
    var (peak, deepest) = (-Double.infinity, 0.0)
    for value in x {
      peak = max(peak, value)
      if peak > 0 { deepest = min(deepest, value / peak - 1) }
    }
    return deepest
  }
}
