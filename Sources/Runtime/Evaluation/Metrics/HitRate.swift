/// `count(r > 0) / count(r != 0)`.
///
/// - Edge cases: missing when every return is zero.
public enum HitRate: Metric {
  public static let signature = Signature(
    "hit_rate", group: "metrics", "Share of the periods with a return in which it was positive",
    details: "count(r > 0) / count(r != 0). Missing when every return is zero.",
    positionals: [MetricParameter.returns], options: MetricParameter.options,
    keywords: ["win rate", "accuracy"])
  public static let unit = "fraction"

  public static func value(of series: ReturnSeries) -> Double {
    let wins = series.returns.count { $0 > 0 }
    let active = series.returns.count { $0 != 0 }
    return Double(wins).dividedUnlessZero(by: Double(active))
  }
}
