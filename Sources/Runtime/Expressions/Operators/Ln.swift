extension Logarithm: Operator {
  static let signature = Signature(
    "ln", group: OperatorGroup.pointwise, "the natural logarithm",
    details: "ln(x); minus infinity at 0, missing for negative x.",
    positionals: [.x],
    examples: [Example("ln(close)")],
    keywords: ["log", "logarithm"])

  static func build(_ call: OperatorCall) throws -> OperatorResult {
    .series(try .logarithm(call.series("x"), origin: call.origin))
  }
}
