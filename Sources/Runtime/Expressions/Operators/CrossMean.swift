/// The mean of all symbols at the same time.
enum CrossMean: Operator {
  static let signature = Signature(
    "xmean", group: OperatorGroup.crossSection, "the mean of all symbols at the same time",
    details: "xmean(x)[t] = mean of x over the symbols present at t. Warm-up: none.",
    positionals: [.x], options: Parameter.crossSectionOptions,
    examples: [Example("xmean(pct(close))")],
    keywords: ["market", "average", "cross-section"])

  static func build(_ call: OperatorCall) throws -> OperatorResult {
    try call.atEachTime("xmean") {
      try $0.mean($1)
    } column: {
      try call.crossSection(MeanStatistic(), for: "xmean")
    }
  }
}
