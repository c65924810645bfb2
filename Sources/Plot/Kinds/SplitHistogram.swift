import Glibc

/// Counts of a sample in equal bins of which none reaches over zero.
///
/// The width is that of Freedman and Diaconis, or wider so that there are at most 120 bins. Bins
/// are closed on the right: zero itself belongs to the values below.
struct SplitHistogram: Equatable {
  let width: Double
  /// The middles of the bins from the first to the last that holds a value.
  let centres: [Double]
  let counts: [Int]

  init(of sample: Sample) {
    let (low, high) = (sample.sorted.first ?? 0, sample.sorted.last ?? 0)
    let span = max(high, 0) - min(low, 0)
    let bins = high > low ? Histogram.freedmanDiaconis(sample, from: low, to: high) : 1
    let natural = high > low ? (high - low) / Double(bins) : max(span, 1)
    let width = max(natural, span / Double(Histogram.mostBins))
    let first = Self.bin(low, width)
    var counts = [Int](repeating: 0, count: max(Self.bin(high, width) - first + 1, 1))
    for value in sample.sorted {
      counts[min(max(Self.bin(value, width) - first, 0), counts.count - 1)] += 1
    }
    self.width = width
    self.counts = counts
    centres = counts.indices.map { (Double(first + $0) + 0.5) * width }
  }

  /// The number of the bin; that which ends at zero is -1.
  private static func bin(_ value: Double, _ width: Double) -> Int {
    (Int(exactly: (value / width).rounded(.up)) ?? 0) - 1
  }
}
