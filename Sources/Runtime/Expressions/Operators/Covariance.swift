import CKernels

/// The covariance of two series over a window, the whole sample, or a batch.
enum Covariance: Operator {
  static let signature = Signature(
    "cov", group: OperatorGroup.rolling,
    "the covariance of two series over a window, the whole sample, or a batch",
    details: """
      cov(x, y, n) = sum((x - mean x)(y - mean y)) / (n - ddof) over the rows where both are present.
      Warm-up: n - 1 bars. Source: pandas `rolling.cov`.
      """,
    positionals: [.x, .y, .optionalWindow], options: [.minimum, .condition, .windowKey, .ddof],
    examples: [Example("cov(pct(close), pct(volume), 20)")],
    keywords: ["covariance"])

  static func build(_ call: OperatorCall) throws -> OperatorResult {
    let ddof = try call.degrees()
    return try call.aggregate(CovarianceStatistic(ddof: ddof), of: ["x", "y"]) { inputs, mask in
      try .covariance(inputs[0], inputs[1], mask: mask, ddof: ddof)
    }
  }
}

struct CovarianceStatistic: AggregateStatistic {
  let ddof: Int
  var key: String { "cov\(ddof)" }

  var finish: WindowFinish? { .init(kind: FML_STATISTIC_COVARIANCE, ddof: ddof) }
  func value(of pairs: CovarianceAggregate) -> Double {
    pairs.count > Double(ddof) ? pairs.products / (pairs.count - Double(ddof)) : .nan
  }

  func run(_ loop: AggregateLoop) throws { try loop.run(self) }
}

extension Expression {
  /// The covariance over the samples of a batch that a mask keeps.
  static func covariance(_ x: Expression, _ y: Expression, mask: Expression, ddof: Int) throws
    -> Expression
  {
    let products = try multiply(centred(x, mask: mask), centred(y, mask: mask))
    let count = try sum(mask)
    return try divide(
      sum(products, mask: mask), subtract(count, Expression(constant: Double(ddof))))
  }
  /// `x` less its mean; zero where the mask is, so that a missing value of a masked sample reaches
  /// neither sums nor gradients.
  private static func centred(_ x: Expression, mask: Expression) throws -> Expression {
    let zero = Expression(constant: 0)
    return try select(greater(mask, zero), subtract(x, mean(x, mask: mask)), zero)
  }
}
