extension Softplus: Operator {
  static let signature = Signature(
    "softplus", group: OperatorGroup.pointwise, "a smooth max(x, 0)",
    details: "softplus(x) = ln(1 + e^x), computed without overflow.",
    positionals: [.x],
    examples: [Example("softplus(pct(close))")],
    keywords: ["smooth relu"])

  static func build(_ call: OperatorCall) throws -> OperatorResult {
    .series(try .softplus(call.series("x"), origin: call.origin))
  }
}
