/// The variation of returns without their jumps.
enum BipowerVariation: Operator {
  static let signature = Signature(
    "bipower", group: OperatorGroup.volatility, "variation of the returns that leaves jumps out",
    details: """
      bipower(r, n) = pi / 2 sum of |r[i]| |r[i-1]| over the n - 1 products of the window. A variance over n
      bars. Unit: a squared fraction. Warm-up: n - 1 bars. Source: Barndorff-Nielsen and Shephard
      (2004), "Power and bipower variation with stochastic volatility and jumps".
      """,
    positionals: [Parameter("r", .series, "returns"), .bars("the window, at least 2")],
    examples: [Example("bipower(logret(close), 20)")],
    keywords: ["jump", "variation"])

  static func build(_ call: OperatorCall) throws -> OperatorResult {
    let bars = try call.integer("n", atLeast: 2)
    let size = try Expression.absolute(call.column("r"))
    let products = try Expression.multiply(size, .lag(size, 1))
    let sum = try Expression.rollingSum(products, bars - 1)
    return .series(
      try .multiply(Expression(constant: Double.pi / 2), sum, origin: call.origin))
  }
}
