/// The strength of a trend, whatever its direction.
enum ADX: Operator {
  static let signature = Signature(
    "adx", group: OperatorGroup.indicator, "the strength of the trend, 0 to 100",
    details: """
      adx(n) = wilder(dx, n), dx = 100 |di_plus - di_minus| / (di_plus + di_minus).
      Warm-up: 2 n - 1 bars. Source: Wilder (1978); TA-Lib `ADX`.
      """,
    positionals: [.bars("the length", default: 14)], options: Parameter.highLowClose,
    examples: [Example("adx(14)")],
    keywords: ["directional movement", "trend"])

  static func build(_ call: OperatorCall) throws -> OperatorResult {
    let plus = try call.directionalIndex(.plus, for: "adx")
    let minus = try call.directionalIndex(.minus, for: "adx")
    let distance = try Expression.absolute(.subtract(plus, minus))
    let index = try Expression.multiply(
      Expression(constant: 100), .divide(distance, .add(plus, minus)))
    return .series(try .wilder(index, call.integer("n", atLeast: 2), origin: call.origin))
  }
}

/// The side of a directional movement.
enum DirectionalSide { case plus, minus }

extension OperatorCall {
  /// `100 dm / tr`, both Wilder's sums: `di_plus` or `di_minus`.
  func directionalIndex(_ side: DirectionalSide, for operatorName: String) throws -> Expression {
    let prices = try bars(["high", "low", "close"], for: operatorName)
    let bars = try integer("n", atLeast: 2)
    let up = try Expression.subtract(prices[0], .lag(prices[0], 1))
    let down = try Expression.subtract(.lag(prices[1], 1), prices[1])
    let (own, other) = side == .plus ? (up, down) : (down, up)
    let movement = try Expression.select(
      .greater(own, other), .relu(own), Expression(constant: 0))
    let moved = try Expression(WilderSum(bars: bars), [movement])
    let ranged = try Expression(WilderSum(bars: bars), [trueRange(for: operatorName)])
    return try .multiply(Expression(constant: 100), .divide(moved, ranged), origin: origin)
  }
}
