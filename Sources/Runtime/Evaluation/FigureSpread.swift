/// The spread of one figure over trials.
public struct FigureSpread: Sendable, Equatable {
  public let name: String
  /// Trials with a value.
  public let count: Int
  public let mean: Double
  /// With ddof 1.
  public let deviation: Double
  public let least: Double
  public let most: Double
  /// `sd / |mean|`; missing where the mean is 0.
  public var variation: Double { mean != 0 ? deviation / abs(mean) : .nan }

  public init(_ name: String, _ values: [Double]) {
    let known = values.filter { !$0.isNaN }
    self.name = name
    count = known.count
    mean = LevelComparison.mean(known)
    deviation = LevelComparison.deviation(known)
    least = known.min() ?? .nan
    most = known.max() ?? .nan
  }
}
