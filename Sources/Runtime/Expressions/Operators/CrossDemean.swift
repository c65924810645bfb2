/// The distance from the mean of all symbols at the same time.
enum CrossDemean: Operator {
  static let signature = Signature(
    "xdemean", group: OperatorGroup.crossSection, "the distance from the mean over the symbols",
    details: "xdemean(x) = x - xmean(x); sums to zero at each time. Warm-up: none.",
    positionals: [.x], options: Parameter.crossSectionOptions,
    examples: [Example("xdemean(pct(close))")],
    keywords: ["neutral", "market", "cross-section"])

  static func build(_ call: OperatorCall) throws -> OperatorResult {
    try call.atEachTime("xdemean") {
      try $0.centred($1)
    } column: {
      let mean = try call.crossSection(MeanStatistic(), for: "xdemean")
      return try .subtract(call.selected(call.column("x")), mean, origin: call.origin)
    }
  }
}
