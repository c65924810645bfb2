/// The separate falls of a path of wealth: each from a peak to the point at which it is reached again.
public struct Drawdowns: Sendable, Equatable {
  public struct Episode: Sendable, Equatable {
    /// `trough / peak - 1`, negative; a fraction.
    public let depth: Double
    /// Index of the peak; nil where the peak is the starting wealth.
    public let peak: Int?
    /// Index of the lowest point; of equally low ones the first.
    public let trough: Int
    /// Index at which the peak is reached again; nil where it is not.
    public let recovery: Int?
    /// Index of the last point under the peak.
    public let end: Int

    /// Periods from the peak to the trough.
    public var fallLength: Int { trough - (peak ?? -1) }
    /// Periods from the trough to the recovery; nil where there is none.
    public var recoveryLength: Int? { recovery.map { $0 - trough } }
    /// Periods under the peak.
    public var length: Int { end - (peak ?? -1) }
  }

  /// The deepest first; equally deep ones in the order of time.
  public let deepest: [Episode]
  /// How many separate falls there were.
  public let count: Int
  /// Periods under an earlier peak, of all falls.
  public let periodsUnder: Int

  /// - Parameter most: How many of the deepest to keep.
  /// - Complexity: O(n + k log k) for k falls.
  public init(wealth: [Double], start: Double, most: Int = 5) {
    let depths = Drawdown.series(wealth: wealth, start: start)
    var episodes: [Episode] = []
    var first = 0
    while first < depths.count {
      var end = first
      while end < depths.count, depths[end] < 0 { end += 1 }
      if end > first { episodes.append(Self.episode(depths, first..<end)) }
      first = end + 1
    }
    count = episodes.count
    periodsUnder = episodes.reduce(0) { $0 + $1.length }
    let order = episodes.indices.sorted { (episodes[$0].depth, $0) < (episodes[$1].depth, $1) }
    deepest = order.prefix(max(0, most)).map { episodes[$0] }
  }

  /// The fall that lasts over a stretch of points under their peak.
  private static func episode(_ depths: [Double], _ points: Range<Int>) -> Episode {
    let trough =
      points.min { (depths[$0], $0) < (depths[$1], $1) } ?? points.lowerBound
    return Episode(
      depth: depths[trough], peak: points.lowerBound > 0 ? points.lowerBound - 1 : nil,
      trough: trough, recovery: points.upperBound < depths.count ? points.upperBound : nil,
      end: points.upperBound - 1)
  }
}
