extension Sine: Operator {
  static let signature = Signature(
    "sin", group: OperatorGroup.pointwise, "the sine of an angle in radians",
    details:
      "sin(x), in [-1, 1]; missing at infinity. A time of day that has no seam at midnight is "
      + "sin and cos of 2 * 3.141592653589793 * minute_of_day() / 1440.",
    positionals: [.x],
    examples: [Example("sin(2 * 3.141592653589793 * weekday() / 7)")],
    keywords: ["sine", "cyclic", "angle", "time of day"])

  static func build(_ call: OperatorCall) throws -> OperatorResult {
    .series(try .sine(call.series("x"), origin: call.origin))
  }
}
