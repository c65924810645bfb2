/// Williams' percent range.
enum WilliamsR: Operator {
  static let signature = Signature(
    "willr", group: OperatorGroup.indicator, "the close below its window's top, -100 to 0",
    details: """
      willr(n) = -100 (max(high, n) - close) / (max(high, n) - min(low, n)). Missing where the window has
      no range. Warm-up: n - 1 bars. Source: TA-Lib `WILLR`.
      """,
    positionals: [.bars("the window", default: 14)], options: Parameter.highLowClose,
    examples: [Example("willr(14)")],
    keywords: ["williams", "oscillator"])

  static func build(_ call: OperatorCall) throws -> OperatorResult {
    let place = try call.placeInRange(call.integer("n", atLeast: 1), for: "willr")
    let below = try Expression.subtract(place, Expression(constant: 1))
    return .series(try .multiply(Expression(constant: 100), below, origin: call.origin))
  }
}
