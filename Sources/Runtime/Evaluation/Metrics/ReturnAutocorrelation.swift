/// `sum((r[t] - m)(r[t - 1] - m)) / sum((r[t] - m)^2)` with the mean `m` of all returns.
///
/// - Edge cases: missing when the returns do not vary.
/// - Source: Box and Jenkins (1976), "Time series analysis".
public enum ReturnAutocorrelation: Metric {
  public static let signature = Signature(
    "autocorr", group: "metrics", "Correlation of the returns with those of the period before",
    details:
      "sum((r[t] - m)(r[t - 1] - m)) / sum((r[t] - m)^2) with the mean m of all returns. A positive one makes the Sharpe ratio too high: sqrt(per_year) takes periods for independent. Missing when the returns do not vary.",
    positionals: [MetricParameter.returns], options: MetricParameter.options,
    keywords: ["serial correlation", "smoothing", "lag"])
  public static let unit = "ratio"

  public static func value(of series: ReturnSeries) -> Double {
    guard series.varies else { return .nan }
    let center = series.mean
    var (products, squares, last) = (0.0, 0.0, 0.0)
    for value in series.returns {
      let distance = value - center
      products += distance * last
      squares += distance * distance
      last = distance
    }
    return products.dividedUnlessZero(by: squares)
  }
}
