/// Squared near zero, linear far from it.
enum HuberLoss: Operator {
  static let signature = Signature(
    "huber", group: OperatorGroup.pointwise, "half the square near 0, linear beyond delta",
    details: """
      huber(e, d) = e^2 / 2 where |e| <= d, else d (|e| - d / 2).
      Source: Huber (1964), "Robust estimation of a location parameter".
      """,
    positionals: [
      Parameter("e", .series, "the error"),
      Parameter(
        "delta", .series, default: .number(1), unit: "that of e", "where it turns linear"),
    ],
    examples: [Example("huber(pct(close), 0.01)")],
    keywords: ["robust", "smooth l1"])

  static func build(_ call: OperatorCall) throws -> OperatorResult {
    let (error, delta) = (try call.series("e"), try call.series("delta"))
    let half = Expression(constant: 0.5)
    let size = try Expression.absolute(error)
    let near = try Expression.multiply(half, .square(error))
    let far = try Expression.multiply(delta, .subtract(size, .multiply(half, delta)))
    return .series(try .select(.lessOrEqual(size, delta), near, far, origin: call.origin))
  }
}
