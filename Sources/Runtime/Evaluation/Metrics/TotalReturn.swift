/// `prod(1 + r) - 1`, or `sum r` when not compounded.
///
/// - Edge cases: missing for an empty series.
public enum TotalReturn: Metric {
  public static let signature = Signature(
    "total_return", group: "metrics", "Return over the whole series",
    details: "prod(1 + r) - 1; sum(r) with compound=false.", positionals: [MetricParameter.returns],
    options: MetricParameter.options,
    keywords: ["profit", "growth"])
  public static let unit = "fraction"

  public static func value(of series: ReturnSeries) -> Double {
    series.wealth.last.map { $0 - 1 } ?? .nan
  }
}
