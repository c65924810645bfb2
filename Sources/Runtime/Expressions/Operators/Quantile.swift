/// A quantile of a window.
enum Quantile: Operator {
  static let signature = Signature(
    "quantile", group: OperatorGroup.rolling, "a quantile of a window or of the whole sample",
    details: """
      quantile(x, n, q=): the value below which the fraction q of the last n values lies, with linear
      interpolation. Warm-up: n - 1 bars. Source: pandas `rolling.quantile`.
      """,
    positionals: [.x, .optionalWindow],
    options: [
      Parameter("q", .number, unit: "fraction", in: 0...1, "the fraction"), .minimum, .condition,
      .windowKey,
    ],
    examples: [Example("quantile(close, 252, q=0.8)"), Example("quantile(close, q=0.8)")],
    keywords: ["percentile"])

  static func build(_ call: OperatorCall) throws -> OperatorResult {
    let q = try call.fraction("q")
    return try call.ordered(.quantile(q), name: "quantile", sample: SampleQuantile(q: q))
  }
}
