extension Round: Operator {
  static let signature = Signature(
    "round", group: OperatorGroup.pointwise, "the nearest whole number",
    details: "round(x): the nearest whole number; halves go to the even one.",
    positionals: [.x],
    examples: [Example("round(close)")],
    keywords: ["nearest"])

  static func build(_ call: OperatorCall) throws -> OperatorResult {
    .series(try .round(call.series("x"), origin: call.origin))
  }
}
