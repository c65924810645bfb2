/// How a feature column is centred and scaled.
public enum ScalingMethod: String, Sendable, CaseIterable {
  /// `(x - median) / IQR`.
  case robust
  /// `(x - mean) / standard deviation`, ddof 0.
  case standard
  /// `(x - min) / (max - min)`.
  case minmax
  /// The normal score of the rank among the training rows.
  case rankgauss
  case none

  /// Centre and scale of the values of the training rows; a scale of 0 stays 0.
  func fit(_ values: [Double]) -> (center: Double, scale: Double) {
    switch self {
    case .none, .rankgauss: return (0, 1)
    case .robust:
      let sorted = RadixSort.ascending(values)
      let quartiles = [0.25, 0.5, 0.75].map { Self.quantile(sorted, $0) }
      return (quartiles[1], quartiles[2] - quartiles[0])
    case .standard:
      let mean = values.reduce(0, +) / Double(values.count)
      let square = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      return (mean, (square / Double(values.count)).squareRoot())
    case .minmax:
      let lower = values.min() ?? 0
      return (lower, (values.max() ?? 0) - lower)
    }
  }

  /// The quantile with linear interpolation between order statistics, as numpy's default.
  static func quantile(_ sorted: [Double], _ share: Double) -> Double {
    guard let last = sorted.last else { return .nan }
    let position = share * Double(sorted.count - 1)
    let lower = Int(position.rounded(.down))
    guard lower + 1 < sorted.count else { return last }
    return sorted[lower] + (position - Double(lower)) * (sorted[lower + 1] - sorted[lower])
  }
}
