/// The spread that bounces between bid and ask leave in returns.
enum RollSpread: Operator {
  static let signature = Signature(
    "roll_spread", group: OperatorGroup.microstructure,
    "the bid-ask spread that the bounce of returns shows",
    details: """
      roll_spread(n) = 2 sqrt(max(0, -cov(r, lag(r), n))), r = pct(close), ddof 1; 0 where neighbouring returns
      do not alternate. Unit: a fraction of the price. Warm-up: n + 1 bars. Source: Roll (1984), "A simple implicit
      measure of the effective bid-ask spread".
      """,
    positionals: [.bars("the window", default: 20)], options: [.bar("close")],
    examples: [Example("roll_spread(20)")],
    keywords: ["bid ask", "effective spread", "microstructure"])

  static func build(_ call: OperatorCall) throws -> OperatorResult {
    let change = try Expression.simpleReturn(call.bar("close", for: "roll_spread"), 1)
    let covariance = try Expression.rolling(
      CovarianceStatistic(ddof: 1), [change, .lag(change, 1)], call.integer("n", atLeast: 2))
    let bounce = try Expression.squareRoot(.relu(.negate(covariance)))
    return .series(try .multiply(Expression(constant: 2), bounce, origin: call.origin))
  }
}
