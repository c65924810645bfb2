/// `sum(max(r, 0)) / sum(max(-r, 0))`.
///
/// - Edge cases: missing when no period lost.
public enum ProfitFactor: Metric {
  public static let signature = Signature(
    "profit_factor", group: "metrics", "Sum of the gains for the sum of the losses",
    details: "sum(max(r, 0)) / sum(max(-r, 0)). Missing when no period lost.",
    positionals: [MetricParameter.returns], options: MetricParameter.options,
    keywords: ["gain to pain", "omega"])
  public static let unit = "ratio"

  public static func value(of series: ReturnSeries) -> Double {
    let gains = series.returns.reduce(0) { $0 + max($1, 0) }
    let losses = series.returns.reduce(0) { $0 + max(-$1, 0) }
    return gains.dividedUnlessZero(by: losses)
  }
}
