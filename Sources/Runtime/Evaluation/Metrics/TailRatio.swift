/// `|q(0.95)| / |q(0.05)|` of the returns.
///
/// - Edge cases: missing when the lower quantile is zero, and for an empty series.
public enum TailRatio: Metric {
  public static let signature = Signature(
    "tail_ratio", group: "metrics", "Size of the best twentieth's edge for that of the worst",
    details:
      "abs(95 % quantile) / abs(5 % quantile) of the returns, with linear interpolation: above 1 where large gains are larger than large losses. Missing when the lower quantile is zero.",
    positionals: [MetricParameter.returns], options: MetricParameter.options,
    keywords: ["tail", "asymmetry", "quantile"])
  public static let unit = "ratio"

  public static func value(of series: ReturnSeries) -> Double {
    let share = ValueAtRisk.share
    return abs(series.quantile(1 - share)).dividedUnlessZero(by: abs(series.quantile(share)))
  }
}
