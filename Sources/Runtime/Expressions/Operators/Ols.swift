/// The rolling regression of one series on another.
enum Ols: Operator {
  static let signature = Signature(
    "ols", group: OperatorGroup.regression, "rolling regression of y on x: .beta .alpha .resid",
    details: """
      y = alpha + beta x by least squares over the last n rows where both are present:
      beta = cov(x, y, n) / var(x, n), alpha = mean(y) - beta mean(x), resid = y - alpha - beta x.
      Missing where x is constant. Warm-up: n - 1 bars.
      """,
    positionals: [
      Parameter("y", .series, "what is explained"), Parameter("x", .series, "what explains it"),
      .window,
    ],
    options: [.minimum],
    examples: [
      Example("ols(pct(close), pct(volume), 60).beta"),
      Example("ols(pct(close), pct(volume), 60).resid"),
    ],
    keywords: ["regression", "beta", "hedge ratio", "least squares"])

  static func build(_ call: OperatorCall) throws -> OperatorResult {
    let (y, x, window) = (
      try call.column("y"), try call.column("x"), try call.window("n", atLeast: 2)
    )
    let minimum = max(2, try call.minimum(of: window))
    let beta = try Expression(
      RollingAggregate(statistic: SlopeStatistic(), window: window, minimum: minimum), [x, y],
      origin: call.origin)
    let alpha = try Expression(
      RollingAggregate(statistic: InterceptStatistic(), window: window, minimum: minimum), [x, y],
      origin: call.origin)
    let fitted = try Expression.add(alpha, .multiply(beta, x))
    return .record([
      ("beta", beta), ("alpha", alpha), ("resid", try .subtract(y, fitted, origin: call.origin)),
    ])
  }
}

struct SlopeStatistic: AggregateStatistic {
  let key = "slope"

  func value(of pairs: CovarianceAggregate) -> Double {
    pairs.squaresX > 0 ? pairs.products / pairs.squaresX : .nan
  }

  func run(_ loop: AggregateLoop) throws { try loop.run(self) }
}

struct InterceptStatistic: AggregateStatistic {
  let key = "intercept"

  func value(of pairs: CovarianceAggregate) -> Double {
    pairs.meanY - SlopeStatistic().value(of: pairs) * pairs.meanX
  }

  func run(_ loop: AggregateLoop) throws { try loop.run(self) }
}
