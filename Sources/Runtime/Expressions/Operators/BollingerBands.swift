/// A mean with a band of standard deviations around it.
enum BollingerBands: Operator {
  static let signature = Signature(
    "bbands", group: OperatorGroup.indicator, "a mean with a band around it: .upper .mid .lower",
    details: """
      mid = mean(x, n), upper and lower = mid +- k std(x, n, ddof=0). Unit: that of x. Warm-up: n - 1
      bars. Source: TA-Lib `BBANDS`.
      """,
    positionals: [
      .x, .bars("the window", default: 20),
      Parameter(
        "k", .number, default: .number(2), unit: "standard deviations", "half the width of the band"
      ),
    ],
    examples: [
      Example("bbands(close, 20, 2).upper"),
      Example("(close - bbands(close, 20, 2).mid) / close"),
    ],
    keywords: ["bollinger", "envelope"])

  static func build(_ call: OperatorCall) throws -> OperatorResult {
    let (x, bars) = (try call.column("x"), try call.integer("n", atLeast: 2))
    let middle = try Expression.rollingMean(x, bars, origin: call.origin)
    let width = try Expression.multiply(
      Expression(constant: call.number("k")), .rollingDeviation(x, bars, ddof: 0))
    return .record([
      ("upper", try .add(middle, width, origin: call.origin)), ("mid", middle),
      ("lower", try .subtract(middle, width, origin: call.origin)),
    ])
  }
}
