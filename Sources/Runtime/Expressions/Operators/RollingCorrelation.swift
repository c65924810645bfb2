import CKernels

/// The correlation of two series over a window, the whole sample, or a batch.
enum RollingCorrelation: Operator {
  static let signature = Signature(
    "corr", group: OperatorGroup.rolling,
    "the correlation of two series over a window, the whole sample, or a batch",
    details: """
      corr(x, y, n) = cov(x, y) / (std(x) std(y)) over the rows where both are present, in [-1, 1]; missing
      where either is constant. Warm-up: n - 1 bars. Source: pandas `rolling.corr`.
      """,
    positionals: [.x, .y, .optionalWindow], options: [.minimum, .condition, .windowKey],
    examples: [
      Example("corr(pct(close), pct(volume), 20)"),
      Example("corr(pct(close), pct(volume), 20, min=10)"), Example("corr(close, volume)"),
    ],
    keywords: ["correlation", "pearson"])

  static func build(_ call: OperatorCall) throws -> OperatorResult {
    return try call.aggregate(CorrelationStatistic(), of: ["x", "y"]) { inputs, mask in
      try .correlation(inputs[0], inputs[1], mask: mask)
    }
  }
}

struct CorrelationStatistic: AggregateStatistic {
  let key = "corr"

  var finish: WindowFinish? { .init(kind: FML_STATISTIC_CORRELATION) }
  func value(of pairs: CovarianceAggregate) -> Double {
    let scale = (pairs.squaresX * pairs.squaresY).squareRoot()
    return scale > 0 ? Swift.max(-1, Swift.min(1, pairs.products / scale)) : .nan
  }

  func run(_ loop: AggregateLoop) throws { try loop.run(self) }
}

extension Expression {
  /// The correlation over the samples of a batch that a mask keeps.
  static func correlation(_ x: Expression, _ y: Expression, mask: Expression) throws -> Expression {
    let scale = try multiply(
      squareRoot(variance(x, mask: mask, ddof: 0)), squareRoot(variance(y, mask: mask, ddof: 0)))
    return try divide(covariance(x, y, mask: mask, ddof: 0), scale)
  }
}
