/// Standard deviations from the mean of all symbols at the same time.
enum CrossZscore: Operator {
  static let signature = Signature(
    "xz", group: OperatorGroup.crossSection, "standard deviations from the mean over the symbols",
    details:
      "xz(x) = (x - xmean(x)) / xstd(x), ddof 1. Missing where all are equal. Warm-up: none.",
    positionals: [.x], options: Parameter.crossSectionOptions,
    examples: [Example("xz(pct(close))")],
    keywords: ["zscore", "standardize", "cross-section"])

  static func build(_ call: OperatorCall) throws -> OperatorResult {
    try call.atEachTime("xz") {
      try $0.standardised($1)
    } column: {
      let mean = try call.crossSection(MeanStatistic(), for: "xz")
      let deviation = try call.crossSection(StandardDeviationStatistic(ddof: 1), for: "xz")
      let distance = try Expression.subtract(call.selected(call.column("x")), mean)
      return try .divide(distance, deviation, origin: call.origin)
    }
  }
}
