extension SquareRoot: Operator {
  static let signature = Signature(
    "sqrt", group: OperatorGroup.pointwise, "the square root",
    details: "sqrt(x); missing for negative x.",
    positionals: [.x],
    examples: [Example("sqrt(volume)")],
    keywords: ["root"])

  static func build(_ call: OperatorCall) throws -> OperatorResult {
    .series(try .squareRoot(call.series("x"), origin: call.origin))
  }
}
