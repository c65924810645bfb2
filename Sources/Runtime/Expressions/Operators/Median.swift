/// The median of a window.
enum Median: Operator {
  static let signature = Signature(
    "median", group: OperatorGroup.rolling, "the median of a window or of the whole sample",
    details: """
      median(x, n): the middle of the last n values, the mean of the two middle ones for even n.
      In a loss the lower middle of the batch, through which no gradient flows. Warm-up: n - 1 bars.
      Source: pandas `rolling.median`.
      """,
    positionals: [.x, .optionalWindow], options: [.minimum, .condition, .windowKey],
    examples: [Example("median(close, 20)"), Example("median(close)")],
    keywords: ["middle"])

  static func build(_ call: OperatorCall) throws -> OperatorResult {
    if case .loss(let sample) = call.scope, !call.has("n") {
      return .series(try batch(call.batched("x", sample), mask: call.batchMask(sample)))
    }
    return try call.ordered(.quantile(0.5), name: "median", sample: SampleQuantile(q: 0.5))
  }

  /// The largest of those that are not above the middle rank.
  private static func batch(
    _ x: Expression, mask: Expression
  ) throws -> Expression {
    let groups = try SampleGroups(mask: mask, block: max(1, x.elementCount))
    let middle = try Expression.multiply(
      .add(groups.count, Expression(constant: 1)), Expression(constant: 0.5))
    let isLower = try Expression.lessOrEqual(groups.rank(x), middle)
    let lower = try groups.maximum(
      .select(isLower, x, .broadcast(Expression(constant: -1e30), to: x.dimensions ?? [])))
    let zero = try Expression.broadcast(Expression(constant: 0), to: x.dimensions ?? [])
    return try .mean(.gradientGate(lower, mask: zero), mask: mask)
  }
}
