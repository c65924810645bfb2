/// `(mean(r) - f) / sqrt(mean(min(r - f, 0)^2)) * sqrt(m)` with `f = riskFree / m`.
///
/// - Edge cases: missing when no period lost.
/// - Source: Sortino and van der Meer, Downside Risk, Journal of Portfolio Management 1991.
public enum SortinoRatio: Metric {
  public static let signature = Signature(
    "sortino", group: "metrics", "Mean excess return for its downside deviation, per year",
    details:
      "(mean(r) - f) / sqrt(mean(min(r - f, 0)^2)) * sqrt(per_year) with f = risk_free / per_year; the mean runs over all periods. Missing when no period lost. Sortino and van der Meer, Downside Risk, Journal of Portfolio Management 1991.",
    positionals: [MetricParameter.returns], options: MetricParameter.options,
    keywords: ["downside", "risk-adjusted"])
  public static let unit = "ratio"

  public static func value(of series: ReturnSeries) -> Double {
    let floor = series.riskFreePerPeriod
    let squares = series.returns.reduce(0) { sum, r in
      let shortfall = min(r - floor, 0)
      return sum + shortfall * shortfall
    }
    let deviation = (squares / Double(series.returns.count)).squareRoot()
    return series.meanExcess.dividedUnlessZero(by: deviation) * series.periodsPerYear.squareRoot()
  }
}
