/// The skewness of a window or of the whole sample.
enum Skewness: Operator {
  static let signature = Signature(
    "skew", group: OperatorGroup.rolling,
    "the skewness of a window or of the whole sample",
    details: """
      skew(x, n) = n / ((n - 1)(n - 2)) sum(((x - mean) / std)^3), unbiased; missing for fewer than 3 values
      and where x is constant. Warm-up: n - 1 bars. Source: pandas `rolling.skew`.
      """,
    positionals: [.x, .optionalWindow], options: [.minimum, .condition, .windowKey],
    examples: [Example("skew(pct(close), 60)"), Example("skew(pct(close))")],
    keywords: ["skewness", "asymmetry"])

  static func build(_ call: OperatorCall) throws -> OperatorResult {
    try call.refuseBatch("skew")
    return try call.aggregate(SkewnessStatistic(), of: ["x"]) { inputs, _ in
      inputs[0]
    }
  }
}

struct SkewnessStatistic: AggregateStatistic {
  let key = "skew"

  func value(of moments: MomentAggregate) -> Double {
    let (n, variance) = (moments.count, moments.squares / moments.count)
    guard n >= 3, variance > 0 else { return .nan }
    let biased = moments.cubes / n / (variance * variance.squareRoot())
    return (n * (n - 1)).squareRoot() / (n - 2) * biased
  }

  func run(_ loop: AggregateLoop) throws { try loop.run(self) }
}
