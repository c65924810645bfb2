/// Volatility from highs and lows.
enum Parkinson: Operator {
  static let signature = Signature(
    "parkinson", group: OperatorGroup.volatility, "volatility per bar from highs and lows",
    details: """
      parkinson(n) = sqrt(mean(ln(high / low)^2, n) / (4 ln 2)). Unit: a fraction per bar. Warm-up: n - 1
      bars. Source: Parkinson (1980), "The extreme value method for estimating the variance of the rate
      of return".
      """,
    positionals: [.bars("the window", default: 20)],
    options: [.annualize, .bar("high"), .bar("low")],
    examples: [Example("parkinson(20)"), Example("parkinson(20, annualize=true)")],
    keywords: ["range volatility", "high low"])

  static func build(_ call: OperatorCall) throws -> OperatorResult {
    let prices = try call.bars(["high", "low"], for: "parkinson")
    let square = try Expression.square(.logRatio(prices[0], prices[1]))
    let scaled = try Expression.divide(square, Expression(constant: 4 * LogRatio.two))
    return .series(try call.volatility(.rollingMean(scaled, call.integer("n", atLeast: 1))))
  }
}

/// Constants of the range estimators.
enum LogRatio {
  /// `ln 2`.
  static let two = 0.693147180559945309417
}

extension Expression {
  /// `ln(a / b)`.
  static func logRatio(_ a: Expression, _ b: Expression) throws -> Expression {
    try logarithm(divide(a, b))
  }
}

extension OperatorCall {
  /// The root of a variance per bar, times the root of the bars per year with `annualize=true`.
  func volatility(_ variance: Expression) throws -> Expression {
    guard try boolean("annualize"), let axis = variance.type.axis else {
      return try .squareRoot(variance, origin: origin)
    }
    let perYear = Expression(constant: axis.barsPerYear)
    return try .squareRoot(.multiply(variance, perYear), origin: origin)
  }
}
