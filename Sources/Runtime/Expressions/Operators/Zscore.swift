/// How many standard deviations the latest value lies from its window's mean.
enum Zscore: Operator {
  static let signature = Signature(
    "zscore", group: OperatorGroup.rolling, "standard deviations from the mean of a window",
    details: """
      zscore(x, n) = (x - mean(x, n)) / std(x, n), ddof 1; missing where x is constant. Without a window:
      over the whole sample, in a loss over the batch. Warm-up: n - 1 bars.
      """,
    positionals: [.x, .optionalWindow], options: [.minimum, .windowKey, .ddof],
    examples: [Example("zscore(close, 20)"), Example("zscore(close)")],
    keywords: ["standardize", "normalize"])

  static func build(_ call: OperatorCall) throws -> OperatorResult {
    let mean = try Mean.build(call).expression
    let deviation = try StandardDeviation.build(call).expression
    let distance = try Expression.subtract(call.series("x"), mean)
    return .series(try .divide(distance, deviation, origin: call.origin))
  }
}
