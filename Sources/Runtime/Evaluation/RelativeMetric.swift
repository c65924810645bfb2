/// A figure of merit of portfolio returns against those of a benchmark: one file, one line in
/// `RelativeMetricCatalog`.
///
/// A figure that is not defined (other periods, no spread, no rise or fall of the benchmark) is
/// missing (NaN), never zero or infinite.
public protocol RelativeMetric: Entry {
  /// Unit of the value: `fraction`, `fraction per year`, `ratio`.
  static var unit: String { get }

  /// - Parameter benchmark: Its returns over the same periods.
  static func value(of series: ReturnSeries, against benchmark: [Double]) -> Double
}

extension RelativeMetric {
  /// The spelling in the language.
  public static var name: String { signature.name }
}
