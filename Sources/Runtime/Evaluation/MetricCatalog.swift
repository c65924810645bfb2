/// Every metric of portfolio returns, one line each.
public enum MetricCatalog {
  public static let all: [any Metric.Type] = [
    AnnualReturn.self,
    AnnualVolatility.self,
    BestPeriod.self,
    CalmarRatio.self,
    ExcessKurtosis.self,
    ExpectedShortfall.self,
    HitRate.self,
    MaxDrawdown.self,
    OmegaRatio.self,
    PayoffRatio.self,
    ProfitFactor.self,
    ReturnAutocorrelation.self,
    ReturnSkew.self,
    SharpeRatio.self,
    SortinoRatio.self,
    TailRatio.self,
    TotalReturn.self,
    UlcerIndex.self,
    ValueAtRisk.self,
    WorstPeriod.self,
  ]

  public static func metric(named name: String) -> (any Metric.Type)? {
    all.first { $0.name == name }
  }
}
