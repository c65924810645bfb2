import CKernels

/// The largest value of a window.
enum RollingMax: Operator {
  static let signature = Signature(
    "max", group: OperatorGroup.rolling, "the largest value of a window or of the whole sample",
    details: "max(x, n): the largest of the last n values. Warm-up: n - 1 bars.",
    positionals: [.x, .optionalWindow], options: [.minimum, .condition, .windowKey],
    examples: [Example("max(close, 20)"), Example("max(close)")],
    keywords: ["highest", "maximum"])

  static func build(_ call: OperatorCall) throws -> OperatorResult {
    try call.refuseBatch("max")
    return try call.aggregate(MaxStatistic(), of: ["x"]) { inputs, _ in inputs[0] }
  }
}

struct MaxStatistic: AggregateStatistic {
  let key = "max"
  var finish: WindowFinish? { .init(kind: FML_STATISTIC_PLAIN) }
  func value(of extreme: MaxAggregate) -> Double { extreme.value }
  func run(_ loop: AggregateLoop) throws { try loop.run(self) }
}
