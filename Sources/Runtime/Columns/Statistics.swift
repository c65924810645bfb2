/// Summary statistics of one column of numbers; missing cells do not count.
public struct Statistics: Sendable, Equatable {
  /// Cells that are not missing.
  public var count = 0
  public var missing = 0
  public var mean = Double.nan
  /// Sample standard deviation, ddof 1.
  public var std = Double.nan
  public var min = Double.nan
  /// Quartiles by linear interpolation between order statistics.
  public var lowerQuartile = Double.nan
  public var median = Double.nan
  public var upperQuartile = Double.nan
  public var max = Double.nan
  /// Bias-corrected sample skewness.
  public var skew = Double.nan
  /// Exact zeros.
  public var zeros = 0
  /// Values more than ten interquartile ranges from the nearer quartile, of a panel those of the symbol.
  public var outliers = 0

  /// Interquartile ranges from the quartiles beyond which a value is an outlier.
  public static let outlierFactor = 10.0

  /// - Source: pandas' `describe` and `skew`.
  /// - Complexity: O(n log n).
  public init(_ values: [Double]) {
    var sorted = values.filter { !$0.isNaN }
    missing = values.count - sorted.count
    count = sorted.count
    guard count > 0 else { return }
    sorted = RadixSort.ascending(sorted)
    min = sorted[0]
    max = sorted[count - 1]
    lowerQuartile = Self.quantile(sorted, 0.25)
    median = Self.quantile(sorted, 0.5)
    upperQuartile = Self.quantile(sorted, 0.75)
    setMoments(sorted)
    let lower = Self.place(in: sorted) { $0 >= 0 }
    zeros = Self.place(in: sorted) { $0 > 0 } - lower
    let width = Self.outlierFactor * (upperQuartile - lowerQuartile)
    guard width > 0 else { return }
    outliers =
      count - Self.place(in: sorted) { $0 > upperQuartile + width }
      + Self.place(in: sorted) { $0 >= lowerQuartile - width }
  }

  /// The first place of ascending values from which on something holds.
  static func place(in sorted: [Double], where holds: (Double) -> Bool) -> Int {
    var (low, high) = (0, sorted.count)
    while low < high {
      let middle = (low + high) / 2
      if holds(sorted[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }

  private mutating func setMoments(_ values: [Double]) {
    let n = Double(values.count)
    mean = values.reduce(0, +) / n
    var second = 0.0
    var third = 0.0
    for value in values {
      let deviation = value - mean
      second += deviation * deviation
      third += deviation * deviation * deviation
    }
    if n > 1 { std = (second / (n - 1)).squareRoot() }
    guard n > 2 else { return }
    let spread = (second / n).squareRoot()
    let isFlat = second <= 1e-28 * mean * mean * n
    skew =
      isFlat ? 0 : (n * (n - 1)).squareRoot() / (n - 2) * (third / n) / (spread * spread * spread)
  }

  /// The quantile of ascending values by linear interpolation, `q` in 0...1.
  ///
  /// - Edge cases: NaN for no values.
  public static func quantile(_ sorted: [Double], _ q: Double) -> Double {
    guard !sorted.isEmpty, q >= 0, q <= 1 else { return .nan }
    let place = q * Double(sorted.count - 1)
    let lower = Int(place)
    let upper = Swift.min(lower + 1, sorted.count - 1)
    let share = place - Double(lower)
    return share == 0 ? sorted[lower] : sorted[lower] + share * (sorted[upper] - sorted[lower])
  }
}
