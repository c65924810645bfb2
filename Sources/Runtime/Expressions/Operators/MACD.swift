/// The distance of a fast from a slow exponential average.
enum MACD: Operator {
  static let signature = Signature(
    "macd", group: OperatorGroup.indicator, "fast minus slow average: .line .signal .hist",
    details: """
      line = ema(x, fast) - ema(x, slow), signal = ema(line, signal), hist = line - signal. The fast
      average is seeded with the fast values up to bar slow, so both start together. Unit: that of x.
      Warm-up: slow - 1 bars for .line, slow + signal - 2 for the others. Source: TA-Lib `MACD`.
      """,
    positionals: [
      .x, .bars("span of the fast average", "fast", default: 12),
      .bars("span of the slow average", "slow", default: 26),
      .bars("span of the signal", "signal", default: 9),
    ],
    examples: [Example("macd(close, 12, 26, 9).hist"), Example("macd(close).line / close")],
    keywords: ["momentum", "trend"])

  static func build(_ call: OperatorCall) throws -> OperatorResult {
    let x = try call.column("x")
    let (fast, slow) = (try call.integer("fast", atLeast: 1), try call.integer("slow", atLeast: 2))
    guard fast < slow else {
      throw Failure("'fast' must be shorter than 'slow'", culprit: .parameter("fast"))
    }
    let line = try Expression.subtract(
      .ema(x, fast, skipping: slow - fast), .ema(x, slow), origin: call.origin)
    let signal = try Expression.ema(line, call.integer("signal", atLeast: 1), origin: call.origin)
    return .record([
      ("line", line), ("signal", signal),
      ("hist", try .subtract(line, signal, origin: call.origin)),
    ])
  }
}
