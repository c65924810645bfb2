/// `cov(r, b) / var(b)`.
///
/// - Edge cases: missing when the benchmark does not vary.
/// - Source: Sharpe, Capital Asset Prices, Journal of Finance 1964.
public enum BenchmarkBeta: RelativeMetric {
  public static let signature = Signature(
    "beta", group: "metrics", "Return for one of the benchmark's, by least squares",
    details:
      "cov(r, b) / var(b). Missing when the benchmark does not vary. Sharpe, Capital Asset Prices, Journal of Finance 1964.",
    positionals: RelativeMetricParameter.positionals, options: MetricParameter.options,
    keywords: ["market exposure", "regression", "slope"])
  public static let unit = "ratio"

  public static func value(of series: ReturnSeries, against benchmark: [Double]) -> Double {
    BenchmarkMoments(series.returns, benchmark)?.slope ?? .nan
  }
}
