/// The sum over the symbols at the same time.
enum CrossSum: Operator {
  static let signature = Signature(
    "xsum", group: OperatorGroup.crossSection, "the sum over the symbols at the same time",
    details: "xsum(x)[t] = sum of x over the symbols present at t. Warm-up: none.",
    positionals: [.x], options: Parameter.crossSectionOptions,
    examples: [Example("xsum(volume)")],
    keywords: ["total", "cross-section"])

  static func build(_ call: OperatorCall) throws -> OperatorResult {
    try call.atEachTime("xsum") {
      try $0.sum($1)
    } column: {
      try call.crossSection(SumStatistic(), for: "xsum")
    }
  }
}
