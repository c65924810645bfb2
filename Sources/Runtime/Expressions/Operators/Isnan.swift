extension IsMissing: Operator {
  static let signature = Signature(
    "isnan", group: OperatorGroup.pointwise, "1 where x is missing, else 0",
    details: "isnan(x): 1 where x is missing (NaN), 0 elsewhere; never missing itself.",
    positionals: [.x],
    examples: [Example("isnan(lag(close))")],
    keywords: ["missing", "isna", "null"])

  static func build(_ call: OperatorCall) throws -> OperatorResult {
    .series(try .isMissing(call.series("x"), origin: call.origin))
  }
}
