/// The rank of the latest value in its window.
enum Rank: Operator {
  static let signature = Signature(
    "rank", group: OperatorGroup.rolling,
    "the rank of the latest value in its window, in the whole sample, or in a group of a batch",
    details: """
      rank(x, n): the average rank of x[t] among the last n values divided by their count, in (0, 1].
      In a loss rank(y): average ranks from 1 within the batch, within each date where a sample is a
      date, within each label with by=; no gradient flows through them. Warm-up: n - 1 bars.
      Source: pandas `rolling.rank(pct=True)`.
      """,
    positionals: [.x, .optionalWindow], options: [.minimum, .condition, .groupBy],
    examples: [Example("rank(close, 252)"), Example("rank(close)")],
    keywords: ["percentile rank", "percentrank"])

  static func build(_ call: OperatorCall) throws -> OperatorResult {
    if case .loss(let sample) = call.scope, !call.has("n") {
      return .series(try call.batchGroups(sample).rank(call.batched("x", sample)))
    }
    guard !call.has("by") || call.has("n") else {
      throw Failure(
        "by= of rank needs a window, or groups the samples of a loss", culprit: .parameter("by"),
        hint: "xrank(x, by=...) ranks symbols at the same time within a category")
    }
    return try call.ordered(.rank, name: "rank", sample: SampleRank())
  }
}
