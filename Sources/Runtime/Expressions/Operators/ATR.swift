/// The average true range.
enum ATR: Operator {
  static let signature = Signature(
    "atr", group: OperatorGroup.indicator, "Wilder's average of the true range",
    details: """
      atr(n) = wilder(true_range(), n). Unit: that of the price; divide by close for a fraction.
      Warm-up: n bars. Source: Wilder (1978); TA-Lib `ATR`.
      """,
    positionals: [.bars("the length", default: 14)], options: Parameter.highLowClose,
    examples: [Example("atr(14)"), Example("atr(14) / close")],
    keywords: ["average true range", "volatility"])

  static func build(_ call: OperatorCall) throws -> OperatorResult {
    let range = try call.trueRange(for: "atr")
    return .series(try .wilder(range, call.integer("n", atLeast: 1), origin: call.origin))
  }
}
