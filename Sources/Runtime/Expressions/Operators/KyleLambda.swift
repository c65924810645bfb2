/// The slope of returns on signed volume.
enum KyleLambda: Operator {
  static let signature = Signature(
    "kyle", group: OperatorGroup.microstructure, "price impact: returns by signed volume",
    details: """
      kyle(n) = cov(r, s, n) / var(s, n), r = pct(close), s = volume sign(r). Missing where s is constant.
      Unit: a fraction per unit of volume. Warm-up: n bars. Source: Kyle (1985), "Continuous auctions and
      insider trading"; the sign of a bar's return stands for the sign of its trades.
      """,
    positionals: [.bars("the window", default: 20)], options: [.bar("close"), .bar("volume")],
    examples: [Example("kyle(20)")],
    keywords: ["lambda", "price impact", "microstructure"])

  static func build(_ call: OperatorCall) throws -> OperatorResult {
    let inputs = try call.bars(["close", "volume"], for: "kyle")
    let change = try Expression.simpleReturn(inputs[0], 1)
    let signed = try Expression.multiply(inputs[1], .sign(change))
    return .series(
      try .rolling(
        SlopeStatistic(), [signed, change], call.integer("n", atLeast: 2), origin: call.origin))
  }
}
