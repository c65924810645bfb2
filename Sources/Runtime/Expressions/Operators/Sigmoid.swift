extension Sigmoid: Operator {
  static let signature = Signature(
    "sigmoid", group: OperatorGroup.pointwise, "the logistic function",
    details: "sigmoid(x) = 1 / (1 + e^-x), in (0, 1).",
    positionals: [.x],
    examples: [Example("sigmoid(zscore(close, 20))")],
    keywords: ["logistic"])

  static func build(_ call: OperatorCall) throws -> OperatorResult {
    .series(try .sigmoid(call.series("x"), origin: call.origin))
  }
}
