/// The variance of long returns against that of short ones.
enum VarianceRatio: Operator {
  static let signature = Signature(
    "variance_ratio", group: OperatorGroup.statistics,
    "the variance of k-bar returns by k times that of 1-bar returns",
    details: """
      variance_ratio(r, n, k) = var(sum(r, k), n - k + 1) / (k var(r, n)), ddof 1: above 1 returns trend, below
      they revert. The sums overlap and lie within the window. Missing where r is constant.
      Warm-up: n - 1 bars. Source: Lo and MacKinlay (1988), "Stock market prices do not follow random walks".
      """,
    positionals: [
      Parameter("r", .series, "returns"), .bars("the window"),
      .bars("bars of the long returns, at least 2", "k", default: 5),
    ],
    examples: [Example("variance_ratio(logret(close), 60, 5)")],
    keywords: ["lo mackinlay", "random walk", "mean reversion"])

  static func build(_ call: OperatorCall) throws -> OperatorResult {
    let (r, long) = (try call.column("r"), try call.integer("k", atLeast: 2))
    let bars = try call.integer("n", atLeast: 3)
    guard bars >= long + 1 else {
      throw Failure("'n' must be longer than k=\(long)", culprit: .parameter("n"))
    }
    let variance = VarianceStatistic(ddof: 1)
    let sums = try Expression.rolling(variance, [.rollingSum(r, long)], bars - long + 1)
    let short = try Expression.rolling(variance, [r], bars)
    let scaled = try Expression.multiply(Expression(constant: Double(long)), short)
    return .series(try .divide(sums, scaled, origin: call.origin))
  }
}
