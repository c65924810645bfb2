/// The means of a series over several horizons.
enum HarMeans: Operator {
  static let signature = Signature(
    "har", group: OperatorGroup.volatility, "means over several horizons: .mean1 .mean5 .mean22",
    details: """
      har(x, lags=[1, 5, 22]): one output mean(x, k) per lag, named mean1, mean5 and so on: the regressors of
      the heterogeneous autoregressive model. Warm-up: the longest lag - 1 bars.
      Source: Corsi (2009), "A simple approximate long-memory model of realized volatility".
      """,
    positionals: [.x],
    options: [
      Parameter(
        "lags", .list, default: .absent, unit: "bars", "the horizons; [1, 5, 22] unless given")
    ],
    examples: [
      Example("har(parkinson(1)).mean5"), Example("har(parkinson(1), lags=[1, 10]).mean10"),
    ],
    keywords: ["heterogeneous", "corsi", "realized"])

  static func build(_ call: OperatorCall) throws -> OperatorResult {
    let x = try call.column("x")
    let lags = try call.has("lags") ? call.numbers("lags") : [1, 5, 22]
    return .record(
      try lags.map { lag in
        guard let bars = Int(exactly: lag), bars >= 1, bars <= OperatorCall.largestCount else {
          throw Failure("'lags' must be whole numbers of bars", culprit: .parameter("lags"))
        }
        return ("mean\(bars)", try .rollingMean(x, bars, origin: call.origin))
      })
  }
}
