/// `std(r - b) * sqrt(m)`.
///
/// - Edge cases: missing when there are not more returns than `ddof`.
public enum TrackingError: RelativeMetric {
  public static let signature = Signature(
    "tracking_error", group: "metrics", "Standard deviation of the active returns, per year",
    details: "std(r - b, ddof) * sqrt(per_year). Missing with fewer than two returns.",
    positionals: RelativeMetricParameter.positionals, options: MetricParameter.options,
    keywords: ["active risk", "volatility"])
  public static let unit = "fraction per year"

  public static func value(of series: ReturnSeries, against benchmark: [Double]) -> Double {
    series.active(against: benchmark).map(AnnualVolatility.value) ?? .nan
  }
}
