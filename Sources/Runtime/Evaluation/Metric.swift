/// A figure of merit of a series of portfolio returns: one file, one line in `MetricCatalog`.
///
/// A metric that is not defined (no returns, no spread, no losses) is missing (NaN), never zero or
/// infinite.
public protocol Metric: Entry {
  /// Unit of the value: `fraction`, `fraction per year`, `ratio`.
  static var unit: String { get }
  /// False where less of it is wanted: volatility, fat tails.
  static var isHigherBetter: Bool { get }
  static func value(of series: ReturnSeries) -> Double
}

extension Metric {
  /// The spelling in the language.
  public static var name: String { signature.name }
  public static var isHigherBetter: Bool { true }
}

extension Double {
  /// `self / other`, missing where `other` is zero.
  public func dividedUnlessZero(by other: Double) -> Double { other == 0 ? .nan : self / other }
}
