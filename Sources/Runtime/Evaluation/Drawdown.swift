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
    let series = Drawdown.series(wealth: wealth, start: start)
    var trough: Int?
    for (index, depth) in series.enumerated() where depth < (trough.map { series[$0] } ?? 0) {
      trough = index
    }
    self.trough = trough
    depth = trough.map { series[$0] } ?? 0
    peak = trough.flatMap { series[..<$0].lastIndex(of: 0) }
    recovery = trough.flatMap { series[$0...].firstIndex(of: 0) }
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
