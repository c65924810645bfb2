@preconcurrency import Glibc

/// `prod(1 + r)^(m / n) - 1`, or `mean(r) * m` when not compounded, with `m` periods per year.
///
/// - Edge cases: missing for an empty series and when compounded wealth falls below zero.
public enum AnnualReturn: Metric {
  public static let signature = Signature(
    "annual_return", group: "metrics", "Return per year",
    details:
      "prod(1 + r)^(per_year / n) - 1; mean(r) * per_year with compound=false. Missing when wealth was lost entirely.",
    positionals: [MetricParameter.returns], options: MetricParameter.options,
    keywords: ["cagr", "growth"])
  public static let unit = "fraction per year"

  public static func value(of series: ReturnSeries) -> Double {
    guard series.isCompounded else { return series.mean * series.periodsPerYear }
    guard let wealth = series.wealth.last, wealth >= 0 else { return .nan }
    return pow(wealth, series.periodsPerYear / Double(series.returns.count)) - 1
  }
}
