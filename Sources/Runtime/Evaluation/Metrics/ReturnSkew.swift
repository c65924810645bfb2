/// `mean((r - mean)^3) / s^3` with population moments.
///
/// - Edge cases: missing when the returns do not vary.
public enum ReturnSkew: Metric {
  public static let signature = Signature(
    "skew", group: "metrics", "Asymmetry of the returns, negative with a long tail of losses",
    details:
      "mean((r - mean)^3) / s^3 with population moments (divided by n, not corrected for bias). Missing when the returns do not vary.",
    positionals: [MetricParameter.returns], options: MetricParameter.options,
    keywords: ["skewness", "asymmetry", "third moment"])
  public static let unit = "ratio"

  public static func value(of series: ReturnSeries) -> Double { series.skew }
}
