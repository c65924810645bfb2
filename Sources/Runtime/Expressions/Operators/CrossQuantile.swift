/// A quantile of all symbols at the same time.
enum CrossQuantile: Operator {
  static let signature = Signature(
    "xquantile", group: OperatorGroup.crossSection, "a quantile over the symbols at the same time",
    details: "xquantile(x, q=): with linear interpolation, of the symbols present. Warm-up: none.",
    positionals: [.x],
    options: [Parameter("q", .number, unit: "fraction", in: 0...1, "the fraction")]
      + Parameter.crossSectionOptions,
    examples: [Example("xquantile(pct(close), q=0.8)")],
    keywords: ["percentile", "cross-section"])

  static func build(_ call: OperatorCall) throws -> OperatorResult {
    .series(try call.crossSection(.quantile(call.fraction("q")), for: "xquantile"))
  }
}
