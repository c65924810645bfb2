/// The median of a window.
enum Median: Operator {
  static let signature = Signature(
    "median", group: OperatorGroup.rolling, "the median of a window or of the whole sample",
    details: """
      median(x, n): the middle of the last n values, the mean of the two middle ones for even n.
      Warm-up: n - 1 bars. Source: pandas `rolling.median`.
      """,
    positionals: [.x, .optionalWindow], options: [.minimum, .condition, .windowKey],
    examples: [Example("median(close, 20)"), Example("median(close)")],
    keywords: ["middle"])

  static func build(_ call: OperatorCall) throws -> OperatorResult {
    try call.ordered(.quantile(0.5), name: "median", sample: SampleQuantile(q: 0.5))
  }
}
