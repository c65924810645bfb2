/// The largest value of all symbols at the same time.
enum CrossMax: Operator {
  static let signature = Signature(
    "xmax", group: OperatorGroup.crossSection, "the largest value of the symbols at the same time",
    details: "xmax(x)[t] = max of x over the symbols present at t. Warm-up: none.",
    positionals: [.x], options: Parameter.crossSectionOptions,
    examples: [Example("xmax(pct(close))")],
    keywords: ["highest", "extreme", "cross-section"])

  static func build(_ call: OperatorCall) throws -> OperatorResult {
    try call.atEachTime("xmax") {
      try $0.maximum($1)
    } column: {
      try call.crossSection(.quantile(1), for: "xmax")
    }
  }
}
