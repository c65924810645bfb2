/// The rank of the latest value in its window.
enum Rank: Operator {
  static let signature = Signature(
    "rank", group: OperatorGroup.rolling,
    "the rank of the latest value in its window or in the whole sample",
    details: """
      rank(x, n): the average rank of x[t] among the last n values divided by their count, in (0, 1].
      Warm-up: n - 1 bars. Source: pandas `rolling.rank(pct=True)`.
      """,
    positionals: [.x, .optionalWindow], options: [.minimum, .condition],
    examples: [Example("rank(close, 252)"), Example("rank(close)")],
    keywords: ["percentile rank", "percentrank"])

  static func build(_ call: OperatorCall) throws -> OperatorResult {
    try call.ordered(.rank, name: "rank", sample: SampleRank())
  }
}
