/// The range of a bar with the gap from the close before.
enum TrueRange: Operator {
  static let signature = Signature(
    "true_range", group: OperatorGroup.indicator,
    "the bar's range with the gap from the close before",
    details: """
      max(high - low, |high - lag(close)|, |low - lag(close)|). Unit: that of the price. Warm-up: 1 bar.
      Source: TA-Lib `TRANGE`.
      """,
    options: Parameter.highLowClose,
    examples: [Example("true_range()")],
    keywords: ["tr", "range"])

  static func build(_ call: OperatorCall) throws -> OperatorResult {
    .series(try call.trueRange(for: "true_range"))
  }
}

extension OperatorCall {
  /// The true range of the call's bars.
  func trueRange(for operatorName: String) throws -> Expression {
    let bars = try bars(["high", "low", "close"], for: operatorName)
    let before = try Expression.lag(bars[2], 1)
    let up = try Expression.absolute(.subtract(bars[0], before))
    let down = try Expression.absolute(.subtract(bars[1], before))
    return try .maximum(.maximum(.subtract(bars[0], bars[1]), up), down, origin: origin)
  }

  /// `(high + low + close) / 3`.
  func typicalPrice(for operatorName: String) throws -> Expression {
    let bars = try bars(["high", "low", "close"], for: operatorName)
    return try .divide(.add(.add(bars[0], bars[1]), bars[2]), Expression(constant: 3))
  }
}
