/// `(mean(r) - riskFree / m) / std(r) * sqrt(m)` with `m` periods per year.
///
/// - Edge cases: missing when the returns do not vary.
/// - Source: Sharpe, The Sharpe Ratio, Journal of Portfolio Management 1994.
public enum SharpeRatio: Metric {
  public static let signature = Signature(
    "sharpe", group: "metrics", "Mean excess return for its volatility, per year",
    details:
      "(mean(r) - risk_free / per_year) / std(r, ddof) * sqrt(per_year). Missing when the returns do not vary. Sharpe, The Sharpe Ratio, Journal of Portfolio Management 1994.",
    positionals: [MetricParameter.returns], options: MetricParameter.options,
    keywords: ["risk-adjusted", "information ratio"])
  public static let unit = "ratio"

  public static func value(of series: ReturnSeries) -> Double {
    let deviation = series.deviation
    let mean = series.meanExcess
    guard deviation > 1e-12 * abs(mean) else { return .nan }
    return mean / deviation * series.periodsPerYear.squareRoot()
  }
}
