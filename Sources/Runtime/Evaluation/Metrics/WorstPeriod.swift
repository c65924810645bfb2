/// The lowest return of a period.
///
/// - Edge cases: missing for an empty series.
public enum WorstPeriod: Metric {
  public static let signature = Signature(
    "worst", group: "metrics", "Lowest return of a period",
    details: "min(r). Missing without returns.",
    positionals: [MetricParameter.returns], options: MetricParameter.options,
    keywords: ["minimum", "worst day"])
  public static let unit = "fraction"

  public static func value(of series: ReturnSeries) -> Double { series.returns.min() ?? .nan }
}
