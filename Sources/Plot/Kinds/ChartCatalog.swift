/// Every kind of chart, one line each.
public enum ChartCatalog {
  public static let all: [any ChartKind.Type] = [
    AutocorrelationChart.self,
    CalibrationChart.self,
    ConfusionChart.self,
    DegradationChart.self,
    DominanceChart.self,
    DrawdownChart.self,
    FillChart.self,
    HeatmapChart.self,
    HistogramChart.self,
    CoefficientChart.self,
    ImportanceChart.self,
    LineChart.self,
    LogitChart.self,
    LossChart.self,
    RateChart.self,
    MonthChart.self,
    PlaceboChart.self,
    PnLChart.self,
    ROCChart.self,
    ScatterChart.self,
    StressChart.self,
    SweepChart.self,
    TearsheetChart.self,
    TurnoverChart.self,
  ]

  /// The kind with this name.
  public static func kind(named name: String) -> (any ChartKind.Type)? {
    all.first { $0.name == name }
  }
}
