/// `mean(r - b) / std(r - b) * sqrt(m)`.
///
/// - Edge cases: missing when the active returns do not vary.
/// - Source: Grinold and Kahn, "Active portfolio management".
public enum InformationRatio: RelativeMetric {
  public static let signature = Signature(
    "information_ratio", group: "metrics", "Mean active return for its volatility, per year",
    details:
      "mean(r - b) / std(r - b, ddof) * sqrt(per_year). Missing when the active returns do not vary. Grinold and Kahn, Active portfolio management.",
    positionals: RelativeMetricParameter.positionals, options: MetricParameter.options,
    keywords: ["active return", "risk-adjusted", "tracking error"])
  public static let unit = "ratio"

  public static func value(of series: ReturnSeries, against benchmark: [Double]) -> Double {
    guard let active = series.active(against: benchmark) else { return .nan }
    return SharpeRatio.value(of: active)
  }
}

extension ReturnSeries {
  /// `r - b` with the same conventions but no risk-free rate; nil for other periods.
  func active(against benchmark: [Double]) -> ReturnSeries? {
    guard benchmark.count == returns.count else { return nil }
    return ReturnSeries(
      zip(returns, benchmark).map { $0 - $1 }, periodsPerYear: periodsPerYear, ddof: ddof,
      isCompounded: isCompounded)
  }
}
