extension Floor: Operator {
  static let signature = Signature(
    "floor", group: OperatorGroup.pointwise, "the whole number at or below x",
    details: "floor(x): the largest whole number not above x.",
    positionals: [.x],
    examples: [Example("floor(close)")],
    keywords: ["round down"])

  static func build(_ call: OperatorCall) throws -> OperatorResult {
    .series(try .floor(call.series("x"), origin: call.origin))
  }
}
