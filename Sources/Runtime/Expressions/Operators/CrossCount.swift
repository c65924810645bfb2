/// How many symbols are present at the same time.
enum CrossCount: Operator {
  static let signature = Signature(
    "xcount", group: OperatorGroup.crossSection, "how many symbols are present at the same time",
    details: "xcount(x)[t]: the symbols whose x is not missing at t. Warm-up: none.",
    positionals: [.x], options: Parameter.crossSectionOptions,
    examples: [Example("xcount(close)")],
    keywords: ["breadth", "cross-section"])

  static func build(_ call: OperatorCall) throws -> OperatorResult {
    try call.atEachTime("xcount") { groups, _ in
      groups.count
    } column: {
      let count = try call.crossSection(CountStatistic(), for: "xcount")
      return try .coalesce(count, Expression(constant: 0), origin: call.origin)
    }
  }
}

struct CountStatistic: AggregateStatistic {
  let key = "count"
  func value(of sum: SumAggregate) -> Double { sum.count }

  func run(_ loop: AggregateLoop) throws { try loop.run(self) }
}
