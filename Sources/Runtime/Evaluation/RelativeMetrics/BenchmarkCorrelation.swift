/// Pearson's correlation of returns and benchmark.
///
/// - Edge cases: missing when either does not vary.
public enum BenchmarkCorrelation: RelativeMetric {
  public static let signature = Signature(
    "corr_benchmark", group: "metrics", "Correlation with the benchmark's returns",
    details: "cov(r, b) / (std(r) * std(b)). Missing when either does not vary.",
    positionals: RelativeMetricParameter.positionals, options: MetricParameter.options,
    keywords: ["correlation", "diversification"])
  public static let unit = "ratio"

  public static func value(of series: ReturnSeries, against benchmark: [Double]) -> Double {
    guard let moments = BenchmarkMoments(series.returns, benchmark), moments.benchmarkVaries,
      moments.returnsVary
    else { return .nan }
    return moments.products / (moments.squares * moments.benchmarkSquares).squareRoot()
  }
}
