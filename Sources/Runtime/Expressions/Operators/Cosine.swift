extension Cosine: Operator {
  static let signature = Signature(
    "cos", group: OperatorGroup.pointwise, "the cosine of an angle in radians",
    details:
      "cos(x), in [-1, 1]; missing at infinity. A time of day that has no seam at midnight is "
      + "sin and cos of 2 * 3.141592653589793 * minute_of_day() / 1440.",
    positionals: [.x],
    examples: [Example("cos(2 * 3.141592653589793 * weekday() / 7)")],
    keywords: ["cosine", "cyclic", "angle", "time of day"])

  static func build(_ call: OperatorCall) throws -> OperatorResult {
    .series(try .cosine(call.series("x"), origin: call.origin))
  }
}
