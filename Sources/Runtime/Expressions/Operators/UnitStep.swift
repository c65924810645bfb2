/// A decision: 1 where x is above zero.
enum UnitStep: Operator {
  static let signature = Signature(
    "step", group: OperatorGroup.decision, "1 where x is above zero, else 0",
    details: """
      step(x, k): 1 where x > 0, 0 where it is not, missing where x is. In a loss sigmoid(k x), through which
      gradients flow, so that a rule that decides with it can be trained.
      """,
    positionals: [
      .x, Parameter("k", .series, default: .number(50), "steepness in a loss"),
    ],
    examples: [Example("step(pct(close) - 0.01)")],
    keywords: ["heaviside", "threshold", "decide"])

  static func build(_ call: OperatorCall) throws -> OperatorResult {
    let x = try call.series("x")
    if call.isSoft { return .series(try .sigmoid(.multiply(call.series("k"), x))) }
    let zero = Expression(constant: 0)
    return .series(
      try .select(
        .greater(x, zero), Expression(constant: 1), zero, origin: call.origin))
  }
}
