/// The correlation of a series with its own past over a window.
enum Autocorrelation: Operator {
  static let signature = Signature(
    "autocorr", group: OperatorGroup.statistics,
    "the correlation of x with x some bars ago over a window",
    details: """
      autocorr(x, n, k) = corr(x, lag(x, k), n). Missing where x is constant. Warm-up: n + k - 1 bars. For the
      whole sample see acf.
      """,
    positionals: [.x, .bars("the window"), .bars("how many bars ago", "k", default: 1)],
    examples: [Example("autocorr(pct(close), 20)"), Example("autocorr(pct(close), 60, 5)")],
    keywords: ["serial correlation", "autocorrelation"])

  static func build(_ call: OperatorCall) throws -> OperatorResult {
    let (x, lag) = (try call.column("x"), try call.integer("k", atLeast: 1))
    let bars = try call.integer("n", atLeast: 2)
    return .series(
      try .rolling(CorrelationStatistic(), [x, .lag(x, lag)], bars, origin: call.origin))
  }
}
