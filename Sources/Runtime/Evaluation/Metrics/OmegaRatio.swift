/// `sum(max(r - f, 0)) / sum(max(f - r, 0))` with `f = riskFree / m`.
///
/// - Edge cases: missing when no period fell short of the threshold.
/// - Source: Keating and Shadwick, A Universal Performance Measure, Journal of Performance
///   Measurement 2002.
public enum OmegaRatio: Metric {
  public static let signature = Signature(
    "omega", group: "metrics", "Sum of what exceeds the risk-free rate for what falls short of it",
    details:
      "sum(max(r - f, 0)) / sum(max(f - r, 0)) with f = risk_free / per_year. Without a risk-free rate it is the profit factor. Missing when no period fell short. Keating and Shadwick, A Universal Performance Measure, Journal of Performance Measurement 2002.",
    positionals: [MetricParameter.returns], options: MetricParameter.options,
    keywords: ["threshold", "gain to pain"])
  public static let unit = "ratio"

  public static func value(of series: ReturnSeries) -> Double {
    let threshold = series.riskFreePerPeriod
    let above = series.returns.reduce(0) { $0 + max($1 - threshold, 0) }
    let below = series.returns.reduce(0) { $0 + max(threshold - $1, 0) }
    return above.dividedUnlessZero(by: below)
  }
}
