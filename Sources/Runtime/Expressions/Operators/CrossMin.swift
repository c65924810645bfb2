/// The smallest value of all symbols at the same time.
enum CrossMin: Operator {
  static let signature = Signature(
    "xmin", group: OperatorGroup.crossSection, "the smallest value of the symbols at the same time",
    details: "xmin(x)[t] = min of x over the symbols present at t. Warm-up: none.",
    positionals: [.x], options: Parameter.crossSectionOptions,
    examples: [Example("xmin(pct(close))")],
    keywords: ["lowest", "extreme", "cross-section"])

  static func build(_ call: OperatorCall) throws -> OperatorResult {
    try call.atEachTime("xmin") {
      try .negate($0.maximum(.negate($1)))
    } column: {
      try call.crossSection(.quantile(0), for: "xmin")
    }
  }
}
