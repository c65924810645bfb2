/// Every metric of portfolio returns against a benchmark, one line each.
public enum RelativeMetricCatalog {
  public static let all: [any RelativeMetric.Type] = [
    BenchmarkBeta.self,
    BenchmarkCorrelation.self,
    DownCapture.self,
    InformationRatio.self,
    JensenAlpha.self,
    TrackingError.self,
    UpCapture.self,
  ]

  public static func metric(named name: String) -> (any RelativeMetric.Type)? {
    all.first { $0.name == name }
  }
}
