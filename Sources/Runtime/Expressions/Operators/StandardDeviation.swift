import CKernels

/// The standard deviation of a window, of the whole sample, or of a batch.
enum StandardDeviation: Operator {
  static let signature = Signature(
    "std", group: OperatorGroup.rolling,
    "the standard deviation of a window, of the whole sample, or of a batch",
    details: """
      std(x, n) = sqrt(var(x, n)), the sample's (ddof 1) by default. Warm-up: n - 1 bars.
      Source: pandas `rolling.std`.
      """,
    positionals: [.x, .optionalWindow], options: [.minimum, .condition, .windowKey, .ddof],
    examples: [
      Example("std(pct(close), 20)"), Example("std(pct(close), 20, min=5)"),
      Example("std(close, 20, ddof=0)"),
    ],
    keywords: ["sd", "sigma", "standard deviation", "volatility"])

  static func build(_ call: OperatorCall) throws -> OperatorResult {
    let ddof = try call.degrees()
    return try call.aggregate(StandardDeviationStatistic(ddof: ddof), of: ["x"]) { inputs, mask in
      try .squareRoot(.variance(inputs[0], mask: mask, ddof: ddof))
    }
  }
}

struct StandardDeviationStatistic: AggregateStatistic {
  let ddof: Int
  var key: String { "std\(ddof)" }

  var finish: WindowFinish? { .init(kind: FML_STATISTIC_DEVIATION, ddof: ddof) }
  func value(of moments: VarianceAggregate) -> Double {
    VarianceStatistic(ddof: ddof).value(of: moments).squareRoot()
  }

  func run(_ loop: AggregateLoop) throws { try loop.run(self) }
}

extension Expression {
  /// The standard deviation of a window of bars, all of them present.
  static func rollingDeviation(
    _ x: Expression, _ bars: Int, ddof: Int = 1, origin: Origin? = nil
  ) throws -> Expression {
    try rolling(StandardDeviationStatistic(ddof: ddof), [x], bars, origin: origin)
  }
}
