/// Volatility from open, high, low and close that allows for drift.
enum RogersSatchell: Operator {
  static let signature = Signature(
    "rogers_satchell", group: OperatorGroup.volatility, "volatility per bar that allows for drift",
    details: """
      sqrt(mean(ln(high / close) ln(high / open) + ln(low / close) ln(low / open), n)). Unit: a fraction per
      bar. Warm-up: n - 1 bars. Source: Rogers and Satchell (1991), "Estimating variance from high,
      low and closing prices".
      """,
    positionals: [.bars("the window", default: 20)],
    options: [.annualize] + Parameter.openHighLowClose,
    examples: [Example("rogers_satchell(20)")],
    keywords: ["range volatility", "ohlc", "drift"])

  static func build(_ call: OperatorCall) throws -> OperatorResult {
    let bars = try call.integer("n", atLeast: 1)
    let variance = try call.rogersSatchell(for: "rogers_satchell")
    return .series(try call.volatility(.rollingMean(variance, bars)))
  }
}

extension OperatorCall {
  /// The estimator's variance of one bar.
  func rogersSatchell(for operatorName: String) throws -> Expression {
    let prices = try bars(["open", "high", "low", "close"], for: operatorName)
    let (open, high, low, close) = (prices[0], prices[1], prices[2], prices[3])
    let top = try Expression.multiply(.logRatio(high, close), .logRatio(high, open))
    return try .add(top, .multiply(.logRatio(low, close), .logRatio(low, open)))
  }
}
