import CKernels

/// The smallest value of a window.
enum RollingMin: Operator {
  static let signature = Signature(
    "min", group: OperatorGroup.rolling, "the smallest value of a window or of the whole sample",
    details: "min(x, n): the smallest of the last n values. Warm-up: n - 1 bars.",
    positionals: [.x, .optionalWindow], options: [.minimum, .condition, .windowKey],
    examples: [Example("min(close, 20)"), Example("min(close)")],
    keywords: ["lowest", "minimum"])

  static func build(_ call: OperatorCall) throws -> OperatorResult {
    try call.refuseBatch("min")
    return try call.aggregate(MinStatistic(), of: ["x"]) { inputs, _ in inputs[0] }
  }
}

struct MinStatistic: AggregateStatistic {
  let key = "min"
  var finish: WindowFinish? { .init(kind: FML_STATISTIC_PLAIN) }
  func value(of extreme: MinAggregate) -> Double { extreme.value }
  func run(_ loop: AggregateLoop) throws { try loop.run(self) }
}
