/// `sqrt(mean(d^2))` over the drawdowns `d` of all periods.
///
/// - Edge cases: the start (wealth 1) is a peak too; missing for an empty series.
/// - Source: Martin and McCann, The Investor's Guide to Fidelity Funds, 1989.
public enum UlcerIndex: Metric {
  public static let signature = Signature(
    "ulcer", group: "metrics", "Root mean square of the drawdowns: how deep and how long",
    details:
      "sqrt(mean(d^2)) with d = wealth(t) / max(wealth(0..t)) - 1 over all periods, where wealth starts at 1. Missing for an empty series. Martin and McCann, The Investor's Guide to Fidelity Funds, 1989.",
    positionals: [MetricParameter.returns], options: MetricParameter.options,
    keywords: ["drawdown", "underwater", "pain"])
  public static let unit = "fraction"
  public static let isHigherBetter = false

  public static func value(of series: ReturnSeries) -> Double {
    let depths = Drawdown.series(wealth: series.wealth, start: 1)
    let squares = depths.reduce(0) { $0 + $1 * $1 }
    return squares.dividedUnlessZero(by: Double(depths.count)).squareRoot()
  }
}
