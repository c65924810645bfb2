extension Ceiling: Operator {
  static let signature = Signature(
    "ceil", group: OperatorGroup.pointwise, "the whole number at or above x",
    details: "ceil(x): the smallest whole number not below x.",
    positionals: [.x],
    examples: [Example("ceil(close)")],
    keywords: ["round up"])

  static func build(_ call: OperatorCall) throws -> OperatorResult {
    .series(try .ceiling(call.series("x"), origin: call.origin))
  }
}
