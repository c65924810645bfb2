import Glibc

/// Counts of a sample in equal bins.
///
/// The width of a bin is `2 IQR / n^(1/3)` unless their number is given. Bins are closed on the
/// left; the last one is closed on both sides.
///
/// - Source: Freedman and Diaconis (1981), "On the histogram as a density estimator".
struct Histogram {
  /// The left edge of the first bin.
  let lower: Double
  let width: Double
  let counts: [Int]
  /// Values left of the first bin, and right of the last.
  let below: Int
  let above: Int

  var centres: [Double] {
    counts.indices.map { lower + (Double($0) + 0.5) * width }
  }

  /// - Throws: when `bins` is not in 1...1000.
  init(of sample: Sample, bins: Int?) throws(PlotError) {
    if let bins, !(1...1000).contains(bins) { throw .badBins(bins) }
    let full = (sample.sorted.first ?? 0, sample.sorted.last ?? 0)
    guard full.1 > full.0 else {
      self.init(sample.sorted, from: full.0 - 0.5, to: full.0 + 0.5, bins: 1)
      return
    }
    let natural = Self.freedmanDiaconis(sample, from: full.0, to: full.1)
    if let bins {
      self.init(sample.sorted, from: full.0, to: full.1, bins: bins)
    } else if natural <= Self.mostBins {
      self.init(sample.sorted, from: full.0, to: full.1, bins: natural)
    } else {
      let (low, high) = (sample.quantile(0.001), sample.quantile(0.999))
      let cut = high > low ? (low, high) : full
      let fitting = Self.freedmanDiaconis(sample, from: cut.0, to: cut.1)
      self.init(
        sample.sorted, from: cut.0, to: cut.1, bins: min(fitting, Self.mostBins))
    }
  }

  /// More bins than this leave less than a few pixels to each; long tails are cut first.
  static let mostBins = 120

  /// The number of bins of the rule; the root of the count where half of the values are equal.
  static func freedmanDiaconis(_ sample: Sample, from lower: Double, to upper: Double) -> Int {
    let count = Double(sample.sorted.count)
    let spread = sample.quantile(0.75) - sample.quantile(0.25)
    let width = 2 * spread / cbrt(count)
    let bins = width > 0 ? (upper - lower) / width : count.squareRoot()
    return Int(exactly: min(max(bins, 1), 1e6).rounded(.up)) ?? 1
  }

  private init(_ values: [Double], from lower: Double, to upper: Double, bins: Int) {
    let width = (upper - lower) / Double(bins)
    var counts = [Int](repeating: 0, count: bins)
    var (below, above) = (0, 0)
    for value in values {
      if value < lower {
        below += 1
      } else if value > upper {
        above += 1
      } else {
        counts[min(Int(exactly: ((value - lower) / width).rounded(.down)) ?? 0, bins - 1)] += 1
      }
    }
    self.lower = lower
    self.width = width
    self.counts = counts
    self.below = below
    self.above = above
  }
}

extension PlotError {
  fileprivate static func badBins(_ bins: Int) -> PlotError {
    PlotError("bins=\(bins) is not between 1 and 1000", parameter: "bins")
  }
}
