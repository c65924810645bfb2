/// Every metric of portfolio returns, one line each.
public enum MetricCatalog {
  public static let all: [any Metric.Type] = [
    AnnualReturn.self,
    AnnualVolatility.self,
    CalmarRatio.self,
    HitRate.self,
    MaxDrawdown.self,
    ProfitFactor.self,
    SharpeRatio.self,
    SortinoRatio.self,
    TotalReturn.self,
  ]

  public static func metric(named name: String) -> (any Metric.Type)? {
    all.first { $0.name == name }
  }
}
