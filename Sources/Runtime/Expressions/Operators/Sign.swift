extension Sign: Operator {
  static let signature = Signature(
    "sign", group: OperatorGroup.pointwise, "-1, 0 or 1",
    details: "sign(x): -1 below zero, 0 at zero, 1 above.",
    positionals: [.x],
    examples: [Example("sign(diff(close))")],
    keywords: ["signum"])

  static func build(_ call: OperatorCall) throws -> OperatorResult {
    .series(try .sign(call.series("x"), origin: call.origin))
  }
}
