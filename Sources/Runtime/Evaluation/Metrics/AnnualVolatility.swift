/// `std(r) * sqrt(m)` with `m` periods per year.
///
/// - Edge cases: missing when there are not more returns than `ddof`.
public enum AnnualVolatility: Metric {
  public static let signature = Signature(
    "volatility", group: "metrics", "Standard deviation of the returns, per year",
    details: "std(r, ddof) * sqrt(per_year). Missing with fewer than two returns.",
    positionals: [MetricParameter.returns], options: MetricParameter.options,
    keywords: ["risk", "standard deviation"])
  public static let unit = "fraction per year"
  public static let isHigherBetter = false

  public static func value(of series: ReturnSeries) -> Double {
    series.deviation * series.periodsPerYear.squareRoot()
  }
}
