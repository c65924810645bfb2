/// A value held between two bounds.
enum Clip: Operator {
  static let signature = Signature(
    "clip", group: OperatorGroup.pointwise, "x held between lo and hi",
    details: "clip(x, lo, hi) = min(max(x, lo), hi). Missing stays missing.",
    positionals: [
      .x, Parameter("lo", .series, "the lower bound"), Parameter("hi", .series, "the upper bound"),
    ],
    examples: [Example("clip(pct(close), -0.05, 0.05)")],
    keywords: ["clamp", "winsorize", "limit"])

  static func build(_ call: OperatorCall) throws -> OperatorResult {
    let (lower, upper) = (try call.series("lo"), try call.series("hi"))
    if let low = lower.constantValue, let high = upper.constantValue, low > high {
      throw Failure("'lo' is above 'hi'", culprit: .parameter("lo"))
    }
    let raised = try Expression.maximum(call.series("x"), lower)
    return .series(try .minimum(raised, upper, origin: call.origin))
  }
}
