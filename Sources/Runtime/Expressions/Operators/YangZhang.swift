/// Volatility from open, high, low and close with gaps and drift.
enum YangZhang: Operator {
  static let signature = Signature(
    "yang_zhang", group: OperatorGroup.volatility, "volatility per bar with gaps and drift",
    details: """
      sqrt(var(ln(open / lag(close)), n) + k var(ln(close / open), n) + (1 - k) rs), rs the mean of the
      Rogers-Satchell variance and k = 0.34 / (1.34 + (n + 1) / (n - 1)). Unit: a fraction per bar.
      Warm-up: n bars. Source: Yang and Zhang (2000), "Drift-independent volatility estimation".
      """,
    positionals: [.bars("the window", default: 20)],
    options: [.annualize] + Parameter.openHighLowClose,
    examples: [Example("yang_zhang(20)")],
    keywords: ["range volatility", "ohlc", "gap"])

  static func build(_ call: OperatorCall) throws -> OperatorResult {
    let prices = try call.bars(["open", "high", "low", "close"], for: "yang_zhang")
    let bars = try call.integer("n", atLeast: 2)
    let n = Double(bars)
    let k = 0.34 / (1.34 + (n + 1) / (n - 1))
    let gap = try Expression.logRatio(prices[0], .lag(prices[3], 1))
    let body = try Expression.logRatio(prices[3], prices[0])
    let drift = try Expression.rollingMean(call.rogersSatchell(for: "yang_zhang"), bars)
    let inside = try Expression.add(
      .multiply(Expression(constant: k), .rolling(VarianceStatistic(ddof: 1), [body], bars)),
      .multiply(Expression(constant: 1 - k), drift))
    return .series(
      try call.volatility(.add(.rolling(VarianceStatistic(ddof: 1), [gap], bars), inside)))
  }
}
