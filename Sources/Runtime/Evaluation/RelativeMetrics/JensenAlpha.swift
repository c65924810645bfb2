/// `(mean(r) - f - beta (mean(b) - f)) * m` with `f = riskFree / m`.
///
/// - Edge cases: missing when the benchmark does not vary.
/// - Source: Jensen, The Performance of Mutual Funds in the Period 1945-1964, Journal of Finance
///   1968.
public enum JensenAlpha: RelativeMetric {
  public static let signature = Signature(
    "alpha", group: "metrics", "Return beyond what the exposure to the benchmark earned, per year",
    details:
      "(mean(r) - f - beta * (mean(b) - f)) * per_year with f = risk_free / per_year: the intercept of the regression of excess returns, times the periods of a year, not compounded. Missing when the benchmark does not vary. Jensen, The Performance of Mutual Funds in the Period 1945-1964, Journal of Finance 1968.",
    positionals: RelativeMetricParameter.positionals, options: MetricParameter.options,
    keywords: ["jensen", "excess return", "intercept"])
  public static let unit = "fraction per year"

  public static func value(of series: ReturnSeries, against benchmark: [Double]) -> Double {
    guard let moments = BenchmarkMoments(series.returns, benchmark) else { return .nan }
    let rate = series.riskFreePerPeriod
    let excess = moments.mean - rate - moments.slope * (moments.benchmarkMean - rate)
    return excess * series.periodsPerYear
  }
}
