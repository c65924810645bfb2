/// The exponential average, seeded with a plain mean.
enum Ema: Operator {
  static let signature = Signature(
    "ema", group: OperatorGroup.recursive, "the exponential average with span n",
    details: """
      ema[t] = ema[t-1] + 2 / (n + 1) (x[t] - ema[t-1]), seeded with the mean of the first n values.
      A missing cell stays missing and leaves the average as it was. Warm-up: n - 1 bars, and the seed
      fades over a few n. Source: TA-Lib `EMA`.
      """,
    positionals: [.x, .bars("the span")],
    examples: [Example("ema(close, 20)")],
    keywords: ["exponential moving average"])

  static func build(_ call: OperatorCall) throws -> OperatorResult {
    .series(try .ema(call.column("x"), call.integer("n", atLeast: 1), origin: call.origin))
  }
}
