import Runtime

/// `acf(pct(close), 20)`: the correlations of a series with its own past.
enum AutocorrelationList: Function {
  static let x = Parameter("x", .series, "the series")
  static let lags = Parameter(
    "lags", .integer, default: .number(20), unit: "bars", in: 1...100_000, "the longest lag")
  static let signature = Signature(
    "acf", group: "general", "the correlations of a series with its own past, lags 1 to n",
    details: """
      sum((x[t] - m)(x[t - k] - m)) / sum((x[t] - m)^2) for k = 1 ... lags, m the mean of all; pairs with a missing
      value are left out, and no pair crosses symbols. Of noise they lie within 1.96 / sqrt(count) of 0, 19 times of 20.
      Source: Box and Jenkins; statsmodels `acf`.
      """,
    positionals: [x, lags],
    examples: [Example("acf(pct(close), 3)"), Example("acf(close, 1)", prints: "[0.452044]")],
    keywords: ["autocorrelation", "correlogram", "serial correlation"])

  static func call(_ call: CommandCall) throws -> Value {
    let expression = try call.series(x).expression
    guard let axis = expression.type.axis else {
      throw call.failure(x, "must be a series of a frame, not a number")
    }
    let values = try call.session.evaluator.values(of: expression)
    let most = try call.integer(lags)
    return .list(
      Autocorrelations.values(of: values, on: axis, lags: max(1, most)).map { .number($0) })
  }
}
