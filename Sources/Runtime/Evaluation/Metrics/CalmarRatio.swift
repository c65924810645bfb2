/// `annual_return / |max_drawdown|` over the whole series.
///
/// - Edge cases: missing when wealth never fell.
/// - Source: Young, Calmar Ratio: A Smoother Tool, Futures 1991.
public enum CalmarRatio: Metric {
  public static let signature = Signature(
    "calmar", group: "metrics", "Annual return for the deepest drawdown",
    details:
      "annual_return / abs(max_drawdown) over the whole series. Missing when wealth never fell. Young, Calmar Ratio, Futures 1991 (there over 36 months).",
    positionals: [MetricParameter.returns], options: MetricParameter.options,
    keywords: ["drawdown", "mar"])
  public static let unit = "ratio"

  public static func value(of series: ReturnSeries) -> Double {
    AnnualReturn.value(of: series).dividedUnlessZero(by: abs(MaxDrawdown.value(of: series)))
  }
}
