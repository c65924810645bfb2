/// The 5 % quantile of the returns, a return: negative where there is something to lose.
///
/// - Edge cases: linear interpolation between the two nearest returns; missing for an empty series.
/// - Source: J.P. Morgan, RiskMetrics Technical Document 1996 (historical simulation).
public enum ValueAtRisk: Metric {
  public static let signature = Signature(
    "var", group: "metrics", "Return that one period in twenty falls below",
    details:
      "The empirical 5 % quantile of the returns with linear interpolation; a return, so a loss is negative. Missing for an empty series.",
    positionals: [MetricParameter.returns], options: MetricParameter.options,
    keywords: ["value at risk", "quantile", "tail"])
  public static let unit = "fraction"
  static let share = 0.05

  public static func value(of series: ReturnSeries) -> Double { series.quantile(share) }
}
