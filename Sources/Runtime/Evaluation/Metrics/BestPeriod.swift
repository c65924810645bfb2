/// The highest return of a period.
///
/// - Edge cases: missing for an empty series.
public enum BestPeriod: Metric {
  public static let signature = Signature(
    "best", group: "metrics", "Highest return of a period",
    details: "max(r). Missing without returns.",
    positionals: [MetricParameter.returns], options: MetricParameter.options,
    keywords: ["maximum", "best day"])
  public static let unit = "fraction"

  public static func value(of series: ReturnSeries) -> Double { series.returns.max() ?? .nan }
}
