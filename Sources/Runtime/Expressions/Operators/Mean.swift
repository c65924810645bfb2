import CKernels

/// The mean of a window, of the whole sample, or of a batch.
enum Mean: Operator {
  static let signature = Signature(
    "mean", group: OperatorGroup.rolling,
    "the mean of a window, of the whole sample, or of a batch",
    details: """
      mean(x, n) = sum(x, n) / n. Without a window: over all rows (refused in features, see fit), in a
      loss over the batch. mean(x, 20, by=minute_of_day()): of the last twenty bars of the same minute.
      Warm-up: n - 1 bars, with by= n - 1 of each value. Source: pandas `rolling.mean`.
      """,
    positionals: [.x, .optionalWindow], options: [.minimum, .condition, .windowKey],
    examples: [
      Example("mean(close, 20)"), Example("mean(close, 20, min=5)"), Example("mean(close, 30d)"),
      Example("mean(volume, 20, by=weekday())"), Example("mean(close)"),
    ],
    keywords: ["average", "sma", "ma"])

  static func build(_ call: OperatorCall) throws -> OperatorResult {
    return try call.aggregate(MeanStatistic(), of: ["x"]) { inputs, mask in
      try .mean(inputs[0], mask: mask)
    }
  }
}

struct MeanStatistic: AggregateStatistic {
  let key = "mean"
  var finish: WindowFinish? { .init(kind: FML_STATISTIC_MEAN) }
  func value(of sum: SumAggregate) -> Double { sum.sum / sum.count }

  func run(_ loop: AggregateLoop) throws { try loop.run(self) }
}

extension Expression {
  /// The mean of a window of bars, all of them present.
  static func rollingMean(_ x: Expression, _ bars: Int, origin: Origin? = nil) throws -> Expression
  {
    try rolling(MeanStatistic(), [x], bars, origin: origin)
  }

  /// A statistic over a window of bars, all of them present.
  static func rolling(
    _ statistic: any AggregateStatistic, _ inputs: [Expression], _ bars: Int, origin: Origin? = nil
  ) throws -> Expression {
    let operation = RollingAggregate(statistic: statistic, window: .bars(bars), minimum: bars)
    return try Expression(operation, inputs, origin: origin)
  }
}
