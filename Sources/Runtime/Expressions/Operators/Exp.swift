extension Exponential: Operator {
  static let signature = Signature(
    "exp", group: OperatorGroup.pointwise, "e to the power of x",
    details: "exp(x) = e^x.",
    positionals: [.x],
    examples: [Example("exp(logret(close))")],
    keywords: ["exponential"])

  static func build(_ call: OperatorCall) throws -> OperatorResult {
    .series(try .exponential(call.series("x"), origin: call.origin))
  }
}
