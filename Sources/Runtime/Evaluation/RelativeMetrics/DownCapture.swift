/// `g(r) / g(b)` over the periods in which the benchmark fell, `g` the geometric mean return.
///
/// - Edge cases: missing when the benchmark never fell, or where wealth was lost entirely.
/// - Source: Morningstar, Upside and Downside Capture Ratios (geometric means per period).
public enum DownCapture: RelativeMetric {
  public static let signature = Signature(
    "down_capture", group: "metrics", "Share of the benchmark's losses that was suffered with it",
    details:
      "g(r) / g(b) over the periods with b < 0, where g is the geometric mean return of a period, prod(1 + r)^(1 / k) - 1, and the plain mean with compound=false. Negative where the portfolio rose while the benchmark fell. Missing when the benchmark never fell. Morningstar, Upside and Downside Capture Ratios.",
    positionals: RelativeMetricParameter.positionals, options: MetricParameter.options,
    keywords: ["capture ratio", "downside", "market"])
  public static let unit = "ratio"

  public static func value(of series: ReturnSeries, against benchmark: [Double]) -> Double {
    series.capture(of: benchmark) { $0 < 0 }
  }
}
