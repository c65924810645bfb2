/// The parameters that all metrics against a benchmark share.
public enum RelativeMetricParameter {
  public static let benchmark = Parameter(
    "benchmark", .series, unit: "fraction", "the benchmark's returns over the same periods")
  public static let positionals = [MetricParameter.returns, benchmark]
}
