/// The root of summed squared returns.
enum RealizedVolatility: Operator {
  static let signature = Signature(
    "realized_vol", group: OperatorGroup.volatility, "the root of the summed squared returns",
    details: """
      realized_vol(r, n) = sqrt(sum(r^2, n)): the volatility over n bars, not per bar; with annualize=true
      sqrt(sum(r^2, n) / n * bars per year). Unit: a fraction. Warm-up: n - 1 bars. Source: Andersen,
      Bollerslev, Diebold and Labys (2003), "Modeling and forecasting realized volatility".
      """,
    positionals: [Parameter("r", .series, "returns"), .bars("the window")],
    options: [.annualize],
    examples: [Example("realized_vol(logret(close), 20)")],
    keywords: ["rv", "realised"])

  static func build(_ call: OperatorCall) throws -> OperatorResult {
    let bars = try call.integer("n", atLeast: 1)
    let squares = try Expression.square(call.column("r"))
    let isYearly = try call.boolean("annualize")
    return .series(
      try call.volatility(
        isYearly ? .rollingMean(squares, bars) : .rollingSum(squares, bars)))
  }
}
