/// `mean(r where r > 0) / |mean(r where r < 0)|`.
///
/// - Edge cases: missing when no period gained or none lost.
public enum PayoffRatio: Metric {
  public static let signature = Signature(
    "payoff", group: "metrics", "Mean gain for the mean loss",
    details:
      "mean(r where r > 0) / abs(mean(r where r < 0)). With the hit rate h, h * payoff > 1 - h makes a profit. Missing when no period gained or none lost.",
    positionals: [MetricParameter.returns], options: MetricParameter.options,
    keywords: ["win loss ratio", "average win"])
  public static let unit = "ratio"

  public static func value(of series: ReturnSeries) -> Double {
    let gains = series.returns.filter { $0 > 0 }
    let losses = series.returns.filter { $0 < 0 }
    let gain = gains.reduce(0, +).dividedUnlessZero(by: Double(gains.count))
    return gain / abs(losses.reduce(0, +).dividedUnlessZero(by: Double(losses.count)))
  }
}
