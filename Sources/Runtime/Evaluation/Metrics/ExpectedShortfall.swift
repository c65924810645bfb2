/// The mean of the returns that are at or below their 5 % quantile.
///
/// - Edge cases: missing for an empty series.
/// - Source: Acerbi and Tasche, On the coherence of expected shortfall, Journal of Banking and
///   Finance 2002.
public enum ExpectedShortfall: Metric {
  public static let signature = Signature(
    "cvar", group: "metrics", "Mean return of the worst twentieth of the periods",
    details:
      "mean(r where r <= var); a return, so a loss is negative. Missing for an empty series. Acerbi and Tasche, On the coherence of expected shortfall, Journal of Banking and Finance 2002.",
    positionals: [MetricParameter.returns], options: MetricParameter.options,
    keywords: ["expected shortfall", "conditional value at risk", "tail"])
  public static let unit = "fraction"

  public static func value(of series: ReturnSeries) -> Double {
    let limit = ValueAtRisk.value(of: series)
    let tail = series.returns.filter { $0 <= limit }
    return tail.reduce(0, +).dividedUnlessZero(by: Double(tail.count))
  }
}
