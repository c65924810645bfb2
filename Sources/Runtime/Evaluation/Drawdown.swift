/// The deepest fall of a path of wealth below its earlier peak.
public struct Drawdown: Sendable, Equatable {
  /// `trough / peak - 1`, zero or negative; a fraction.
  public let depth: Double
  /// Index of the peak; nil where the peak is the starting wealth.
  public let peak: Int?
  /// Index of the lowest point below that peak; nil where wealth never fell.
  public let trough: Int?
  /// First index at which the peak is reached again; nil where it is not.
  public let recovery: Int?

  /// - Edge cases: nil for an empty path; of equally deep falls the first counts.
  /// - Complexity: O(n).
  public init?(wealth: [Double], start: Double) {
    guard !wealth.isEmpty else { return nil }
    var (top, topIndex) = (start, Int?.none)
    var (depth, peak, trough, level) = (0.0, Int?.none, Int?.none, start)
    // Divided only where it may be a deeper fall: a hair above, for products that are not exact.
    var bound = start
    for (index, value) in wealth.enumerated() {
      if value >= top {
        (top, topIndex) = (value, index)
        bound = (1 + depth) * top * (1 + 1e-15)
      } else if value < bound, value / top - 1 < depth {
        (depth, peak, trough, level) = (value / top - 1, topIndex, index, top)
        bound = (1 + depth) * top * (1 + 1e-15)
      }
    }
    (self.depth, self.peak, self.trough) = (depth, peak, trough)
    recovery = trough.flatMap { wealth[$0...].firstIndex { $0 >= level } }
  }

  /// `wealth(t) / max(start, wealth(0..t)) - 1` for every t, zero or negative.
  ///
  /// - Complexity: O(n).
  public static func series(wealth: [Double], start: Double) -> [Double] {
    var peak = start
    return wealth.map { level in
      if level >= peak {
        peak = level
        return 0
      }
      return level / peak - 1
    }
  }
}
