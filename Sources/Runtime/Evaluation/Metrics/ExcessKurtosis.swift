/// `mean((r - mean)^4) / s^4 - 3` with population moments: 0 of a normal distribution.
///
/// - Edge cases: missing when the returns do not vary.
public enum ExcessKurtosis: Metric {
  public static let signature = Signature(
    "kurtosis", group: "metrics", "Weight of the tails beyond that of a normal distribution",
    details:
      "mean((r - mean)^4) / s^4 - 3 with population moments (divided by n, not corrected for bias): 0 of a normal distribution. The probabilistic Sharpe ratio takes the raw one, 3 higher. Missing when the returns do not vary.",
    positionals: [MetricParameter.returns], options: MetricParameter.options,
    keywords: ["excess kurtosis", "fat tails", "fourth moment"])
  public static let unit = "ratio"
  public static let isHigherBetter = false

  public static func value(of series: ReturnSeries) -> Double { series.kurtosis - 3 }
}
