extension Relu: Operator {
  static let signature = Signature(
    "relu", group: OperatorGroup.pointwise, "max(x, 0)",
    details: "relu(x) = max(x, 0). The gradient at 0 is 0.",
    positionals: [.x],
    examples: [Example("relu(diff(close))")],
    keywords: ["rectifier"])

  static func build(_ call: OperatorCall) throws -> OperatorResult {
    .series(try .relu(call.series("x"), origin: call.origin))
  }
}
