/// The standard deviation over the symbols at the same time.
enum CrossDeviation: Operator {
  static let signature = Signature(
    "xstd", group: OperatorGroup.crossSection,
    "the standard deviation over the symbols at the same time",
    details: "xstd(x)[t]: ddof 1; missing for fewer than two symbols. Warm-up: none.",
    positionals: [.x], options: Parameter.crossSectionOptions,
    examples: [Example("xstd(pct(close))")],
    keywords: ["dispersion", "cross-section"])

  static func build(_ call: OperatorCall) throws -> OperatorResult {
    try call.atEachTime("xstd") {
      try $0.deviation($1)
    } column: {
      try call.crossSection(StandardDeviationStatistic(ddof: 1), for: "xstd")
    }
  }
}
