/// Volatility from open, high, low and close.
enum GarmanKlass: Operator {
  static let signature = Signature(
    "garman_klass", group: OperatorGroup.volatility,
    "volatility per bar from open, high, low, close",
    details: """
      sqrt(mean(ln(high / low)^2 / 2 - (2 ln 2 - 1) ln(close / open)^2, n)). Blind to gaps between bars.
      Unit: a fraction per bar. Warm-up: n - 1 bars. Source: Garman and Klass (1980), "On the estimation
      of security price volatilities from historical data".
      """,
    positionals: [.bars("the window", default: 20)],
    options: [.annualize] + Parameter.openHighLowClose,
    examples: [Example("garman_klass(20)")],
    keywords: ["range volatility", "ohlc"])

  static func build(_ call: OperatorCall) throws -> OperatorResult {
    let prices = try call.bars(["open", "high", "low", "close"], for: "garman_klass")
    let range = try Expression.square(.logRatio(prices[1], prices[2]))
    let body = try Expression.square(.logRatio(prices[3], prices[0]))
    let variance = try Expression.subtract(
      .multiply(Expression(constant: 0.5), range),
      .multiply(Expression(constant: 2 * LogRatio.two - 1), body))
    return .series(try call.volatility(.rollingMean(variance, call.integer("n", atLeast: 1))))
  }
}
