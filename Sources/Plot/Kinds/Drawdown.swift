/// The distance of a cumulative curve below its running peak.
///
/// `drawdown[i] = curve[i] - max(0, curve[0], ..., curve[i])`
/// The drawdown of a curve of compounded returns is a share of its peak:
/// `drawdown[i] = (1 + curve[i]) / (1 + peak[i]) - 1`.
///
/// - Edge cases: the curve starts from zero before its first row, so a curve that only falls is
///   in drawdown from the start.
struct Drawdown {
  /// The running peak.
  let peaks: [Double]
  /// Zero or negative, in the curve's unit.
  let depths: [Double]
  /// The deepest drawdown; nil for a curve that never falls.
  let deepest: Span?

  /// One drawdown from its peak to its lowest point.
  struct Span: Equatable {
    /// The row of the peak; 0 when the peak is the start.
    let peak: Int
    let trough: Int
    /// Negative.
    let depth: Double
  }

  init(ofCumulative curve: [Double]) {
    self.init(curve) { value, peak in value - peak }
  }

  init(ofCompounded curve: [Double]) {
    self.init(curve) { value, peak in (1 + value) / (1 + peak) - 1 }
  }

  private init(_ curve: [Double], depth: (Double, Double) -> Double) {
    var peaks: [Double] = []
    var peak = 0.0
    var peakRow = 0
    var deepest: Span?
    for (row, value) in curve.enumerated() {
      if value > peak {
        peak = value
        peakRow = row
      }
      peaks.append(peak)
      if depth(value, peak) < deepest?.depth ?? 0 {
        deepest = Span(peak: peakRow, trough: row, depth: depth(value, peak))
      }
    }
    self.peaks = peaks
    self.depths = zip(curve, peaks).map(depth)
    self.deepest = deepest
  }
}
