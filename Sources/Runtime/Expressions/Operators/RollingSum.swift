import CKernels

/// The sum of a window, of the whole sample, or of a batch.
enum RollingSum: Operator {
  static let signature = Signature(
    "sum", group: OperatorGroup.rolling,
    "the sum of a window, of the whole sample, or of a batch",
    details: """
      sum(x, n): the sum of the last n values. Warm-up: n - 1 bars. Source: pandas `rolling.sum`.
      """,
    positionals: [.x, .optionalWindow], options: [.minimum, .condition, .windowKey],
    examples: [Example("sum(volume, 10)"), Example("sum(volume, 30d)"), Example("sum(volume)")],
    keywords: ["total"])

  static func build(_ call: OperatorCall) throws -> OperatorResult {
    return try call.aggregate(SumStatistic(), of: ["x"]) { inputs, mask in
      try .sum(inputs[0], mask: mask)
    }
  }
}

struct SumStatistic: AggregateStatistic {
  let key = "sum"
  var finish: WindowFinish? { .init(kind: FML_STATISTIC_PLAIN) }
  func value(of sum: SumAggregate) -> Double { sum.sum }

  func run(_ loop: AggregateLoop) throws { try loop.run(self) }
}

extension Expression {
  /// The sum of a window of bars, all of them present.
  static func rollingSum(_ x: Expression, _ bars: Int, origin: Origin? = nil) throws -> Expression {
    try rolling(SumStatistic(), [x], bars, origin: origin)
  }
}
