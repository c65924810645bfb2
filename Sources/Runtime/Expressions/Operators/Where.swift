/// One of two values by a condition.
enum Where: Operator {
  static let signature = Signature(
    "where", group: OperatorGroup.pointwise, "a where the condition holds, else b",
    details: "where(c, a, b): a where c is not 0, b where it is 0, missing where c is missing.",
    positionals: [
      Parameter("c", .series, "the condition"),
      Parameter("a", .series, "the value where it holds"),
      Parameter("b", .series, "the value where it does not"),
    ],
    examples: [Example("where(close > open, high, low)")],
    keywords: ["if", "select", "choose"])

  static func build(_ call: OperatorCall) throws -> OperatorResult {
    .series(
      try .select(call.series("c"), call.series("a"), call.series("b"), origin: call.origin))
  }
}
