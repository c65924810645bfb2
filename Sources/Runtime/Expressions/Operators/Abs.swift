extension Absolute: Operator {
  static let signature = Signature(
    "abs", group: OperatorGroup.pointwise, "the absolute value",
    details: "abs(x) = |x|. The gradient at 0 is 0.",
    positionals: [.x],
    examples: [Example("abs(pct(close))")],
    keywords: ["absolute"])

  static func build(_ call: OperatorCall) throws -> OperatorResult {
    .series(try .absolute(call.series("x"), origin: call.origin))
  }
}
