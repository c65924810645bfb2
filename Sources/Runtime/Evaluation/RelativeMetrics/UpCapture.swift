@preconcurrency import Glibc

/// `g(r) / g(b)` over the periods in which the benchmark rose, `g` the geometric mean return.
///
/// - Edge cases: missing when the benchmark never rose, or where wealth was lost entirely.
/// - Source: Morningstar, Upside and Downside Capture Ratios (geometric means per period).
public enum UpCapture: RelativeMetric {
  public static let signature = Signature(
    "up_capture", group: "metrics", "Share of the benchmark's gains that was earned with it",
    details:
      "g(r) / g(b) over the periods with b > 0, where g is the geometric mean return of a period, prod(1 + r)^(1 / k) - 1, and the plain mean with compound=false. Means are per period: those of a year of rising days alone say nothing. Missing when the benchmark never rose. Morningstar, Upside and Downside Capture Ratios.",
    positionals: RelativeMetricParameter.positionals, options: MetricParameter.options,
    keywords: ["capture ratio", "upside", "market"])
  public static let unit = "ratio"

  public static func value(of series: ReturnSeries, against benchmark: [Double]) -> Double {
    series.capture(of: benchmark) { $0 > 0 }
  }
}

extension ReturnSeries {
  /// The mean return for the benchmark's over the periods that are chosen by the benchmark.
  func capture(of benchmark: [Double], where isChosen: (Double) -> Bool) -> Double {
    guard benchmark.count == returns.count else { return .nan }
    let pairs = zip(returns, benchmark).filter { isChosen($0.1) }
    return meanGrowth(pairs.map(\.0)).dividedUnlessZero(by: meanGrowth(pairs.map(\.1)))
  }

  /// The geometric mean return, the plain one when not compounded.
  private func meanGrowth(_ values: [Double]) -> Double {
    let count = Double(values.count)
    guard count > 0 else { return .nan }
    guard isCompounded else { return values.reduce(0, +) / count }
    guard values.allSatisfy({ $0 > -1 }) else { return .nan }
    return expm1(values.reduce(0) { $0 + log1p($1) } / count)
  }
}
