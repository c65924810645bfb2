/// The excess kurtosis of a window or of the whole sample.
enum Kurtosis: Operator {
  static let signature = Signature(
    "kurt", group: OperatorGroup.rolling,
    "the excess kurtosis of a window or of the whole sample",
    details: """
      kurt(x, n): the unbiased excess kurtosis, 0 for normal values; missing for fewer than 4 values and
      where x is constant. Warm-up: n - 1 bars. Source: pandas `rolling.kurt`.
      """,
    positionals: [.x, .optionalWindow], options: [.minimum, .condition, .windowKey],
    examples: [Example("kurt(pct(close), 60)"), Example("kurt(pct(close))")],
    keywords: ["kurtosis", "tails"])

  static func build(_ call: OperatorCall) throws -> OperatorResult {
    try call.refuseBatch("kurt")
    return try call.aggregate(KurtosisStatistic(), of: ["x"]) { inputs, _ in
      inputs[0]
    }
  }
}

struct KurtosisStatistic: AggregateStatistic {
  let key = "kurt"

  func value(of moments: MomentAggregate) -> Double {
    let (n, variance) = (moments.count, moments.squares / moments.count)
    guard n >= 4, variance > 0 else { return .nan }
    let excess = moments.quartics / n / (variance * variance) - 3
    return (n - 1) / ((n - 2) * (n - 3)) * ((n + 1) * excess + 6)
  }

  func run(_ loop: AggregateLoop) throws { try loop.run(self) }
}
