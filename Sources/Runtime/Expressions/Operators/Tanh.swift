extension Tanh: Operator {
  static let signature = Signature(
    "tanh", group: OperatorGroup.pointwise, "the hyperbolic tangent",
    details: "tanh(x), in (-1, 1).",
    positionals: [.x],
    examples: [Example("tanh(zscore(close, 20))")],
    keywords: ["squash"])

  static func build(_ call: OperatorCall) throws -> OperatorResult {
    .series(try .tanh(call.series("x"), origin: call.origin))
  }
}
