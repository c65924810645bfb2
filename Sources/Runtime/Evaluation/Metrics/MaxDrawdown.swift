/// `min_t wealth(t) / max_{s<=t} wealth(s) - 1`, zero or negative.
///
/// - Edge cases: the start (wealth 1) is a peak too; missing for an empty series.
public enum MaxDrawdown: Metric {
  public static let signature = Signature(
    "max_drawdown", group: "metrics", "Deepest fall of wealth below its earlier peak",
    details:
      "min over t of wealth(t) / max(wealth(0..t)) - 1, where wealth starts at 1; zero or negative. With compound=false wealth is 1 + sum(r).",
    positionals: [MetricParameter.returns], options: MetricParameter.options,
    keywords: ["drawdown", "mdd", "underwater"])
  public static let unit = "fraction"

  public static func value(of series: ReturnSeries) -> Double {
    Drawdown(wealth: series.wealth, start: 1)?.depth ?? .nan
  }
}
