/// Where the close lies in the range of its window.
enum Stochastic: Operator {
  static let signature = Signature(
    "stoch", group: OperatorGroup.indicator, "the close within its window's range, 0 to 100: .k .d",
    details: """
      raw = 100 (close - min(low, n)) / (max(high, n) - min(low, n)), k = mean(raw, k), d = mean(k, d).
      Missing where the window has no range. Warm-up: n + k - 2 bars for .k, n + k + d - 3 for .d.
      Source: TA-Lib `STOCH` with simple averages.
      """,
    positionals: [
      .bars("the window", default: 14), .bars("smoothing of .k", "k", default: 3),
      .bars("smoothing of .d", "d", default: 3),
    ],
    options: Parameter.highLowClose,
    examples: [Example("stoch(14, 3, 3).k"), Example("stoch(14, 3, 3).d")],
    keywords: ["stochastic", "oscillator"])

  static func build(_ call: OperatorCall) throws -> OperatorResult {
    let place = try call.placeInRange(call.integer("n", atLeast: 1), for: "stoch")
    let raw = try Expression.multiply(Expression(constant: 100), place)
    let k = try Expression.rollingMean(raw, call.integer("k", atLeast: 1), origin: call.origin)
    let d = try Expression.rollingMean(k, call.integer("d", atLeast: 1), origin: call.origin)
    return .record([("k", k), ("d", d)])
  }
}

extension OperatorCall {
  /// `(close - min(low, n)) / (max(high, n) - min(low, n))`.
  func placeInRange(_ bars: Int, for operatorName: String) throws -> Expression {
    let prices = try self.bars(["high", "low", "close"], for: operatorName)
    let top = try Expression.rolling(MaxStatistic(), [prices[0]], bars)
    let bottom = try Expression.rolling(MinStatistic(), [prices[1]], bars)
    return try .divide(.subtract(prices[2], bottom), .subtract(top, bottom))
  }
}
