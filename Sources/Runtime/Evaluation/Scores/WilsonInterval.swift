/// The interval in which the share behind an observed share lies.
public struct WilsonInterval: Sendable, Equatable {
  public let lower: Double
  public let upper: Double

  /// `(p + z^2 / 2n -+ z sqrt(p (1 - p) / n + z^2 / 4n^2)) / (1 + z^2 / n)`.
  ///
  /// - Parameters:
  ///   - count: Independent observations; may be fractional, as an effective number is.
  ///   - level: The probability that the interval holds the share.
  /// - Edge cases: missing without observations.
  /// - Source: Wilson, Probable Inference, JASA 1927.
  public init(share: Double, count: Double, level: Double = 0.95) {
    guard count > 0 else {
      (lower, upper) = (.nan, .nan)
      return
    }
    let z = NormalDistribution.quantile((1 + level) / 2)
    let part = z * z / count
    let center = (share + part / 2) / (1 + part)
    let half = z * (share * (1 - share) / count + part / (4 * count)).squareRoot() / (1 + part)
    (lower, upper) = (max(0, center - half), min(1, center + half))
  }
}
