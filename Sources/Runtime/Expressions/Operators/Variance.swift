import CKernels

/// The variance of a window, of the whole sample, or of a batch.
enum Variance: Operator {
  static let signature = Signature(
    "var", group: OperatorGroup.rolling,
    "the variance of a window, of the whole sample, or of a batch",
    details: """
      var(x, n) = sum((x - mean)^2) / (n - ddof), the sample's by default. Missing for fewer than ddof + 1
      values. Warm-up: n - 1 bars. Source: pandas `rolling.var`.
      """,
    positionals: [.x, .optionalWindow], options: [.minimum, .condition, .windowKey, .ddof],
    examples: [Example("var(pct(close), 20)"), Example("var(pct(close), 20, ddof=0)")],
    keywords: ["variance"])

  static func build(_ call: OperatorCall) throws -> OperatorResult {
    let ddof = try call.degrees()
    return try call.aggregate(VarianceStatistic(ddof: ddof), of: ["x"]) { inputs, mask in
      try .variance(inputs[0], mask: mask, ddof: ddof)
    }
  }
}

struct VarianceStatistic: AggregateStatistic {
  let ddof: Int
  var key: String { "var\(ddof)" }

  var finish: WindowFinish? { .init(kind: FML_STATISTIC_VARIANCE, ddof: ddof) }
  func value(of moments: VarianceAggregate) -> Double {
    moments.count > Double(ddof) ? moments.squares / (moments.count - Double(ddof)) : .nan
  }

  func run(_ loop: AggregateLoop) throws { try loop.run(self) }
}

extension OperatorCall {
  /// `ddof=`: 0 or 1.
  func degrees() throws -> Int {
    let ddof = try integer("ddof", atLeast: 0)
    guard ddof <= 1 else {
      throw Failure("'ddof' must be 0 or 1, not \(ddof)", culprit: .parameter("ddof"))
    }
    return ddof
  }
}

extension Expression {
  /// The variance over the samples of a batch that a mask keeps.
  static func variance(_ x: Expression, mask: Expression, ddof: Int) throws -> Expression {
    try covariance(x, x, mask: mask, ddof: ddof)
  }
}
