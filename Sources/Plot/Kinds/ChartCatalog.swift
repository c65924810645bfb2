/// Every kind of chart, one line each.
public enum ChartCatalog {
  public static let all: [any ChartKind.Type] = [
    AutocorrelationChart.self,
    DrawdownChart.self,
    HistogramChart.self,
    CoefficientChart.self,
    ImportanceChart.self,
    LineChart.self,
    LossChart.self,
    RateChart.self,
    PnLChart.self,
    SweepChart.self,
  ]

  /// The kind with this name.
  public static func kind(named name: String) -> (any ChartKind.Type)? {
    all.first { $0.name == name }
  }
}
