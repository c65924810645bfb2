import Glibc

/// The range of an axis that holds all its values, and where values lie in it.
struct Scale: Equatable {
  let lower: Double
  let upper: Double
  let isLogarithmic: Bool

  /// The range of a vertical axis: its own, or all values and levels with a small border.
  ///
  /// - Throws: when a value is too large to be drawn.
  init(
    values: [Double], levels: [Double], axis: Chart.ValueAxis
  ) throws(PlotError) {
    isLogarithmic = axis.scale == .logarithmic
    if let range = axis.range, range.lowerBound < range.upperBound,
      range.lowerBound > 0 || !isLogarithmic
    {
      (lower, upper) = (range.lowerBound, range.upperBound)
      return
    }
    let isLogarithmic = isLogarithmic
    let shown = (values + levels).filter { $0.isFinite && (!isLogarithmic || $0 > 0) }
    guard let low = shown.min(), let high = shown.max() else {
      (lower, upper) = isLogarithmic ? (1, 10) : (0, 1)
      return
    }
    guard low > -Self.largest, high < Self.largest else { throw .tooLarge }
    (lower, upper) = isLogarithmic ? Self.widenedByFactor(low, high) : Self.widened(low, high)
  }

  /// The range of the horizontal axis, `border` being a share of its length on both sides.
  init(from low: Double, to high: Double, border: Double) {
    isLogarithmic = false
    let span = high - low
    let edge = span > 0 ? span * border : max(low.magnitude * 1e-3, 1)
    (lower, upper) = (low - edge, high + edge)
  }

  /// Rows at 0, 1, 2, ... from the top, the first one's middle so many rows below the upper end.
  init(rows count: Int, firstMiddle: Double) {
    isLogarithmic = false
    lower = Double(max(count, 1)) - firstMiddle
    upper = -firstMiddle
  }

  /// The share of the way from the lower to the upper end.
  func share(_ value: Double) -> Double {
    guard isLogarithmic else { return (value - lower) / (upper - lower) }
    return log(value / lower) / log(upper / lower)
  }

  /// The value at a share of the way from the lower to the upper end.
  func value(atShare share: Double) -> Double {
    isLogarithmic ? lower * pow(upper / lower, share) : lower + share * (upper - lower)
  }

  private static let largest = 1e150

  /// Zero stays the edge of values that begin or end there: bars, areas, drawdowns.
  private static func widened(_ low: Double, _ high: Double) -> (Double, Double) {
    let span = high - low
    guard span > max(low.magnitude, high.magnitude) * 1e-12 else {
      let edge = low == 0 ? 1 : low.magnitude * 0.1
      return (low - edge, high + edge)
    }
    return (low == 0 ? 0 : low - span * 0.05, high == 0 ? 0 : high + span * 0.05)
  }

  private static func widenedByFactor(_ low: Double, _ high: Double) -> (Double, Double) {
    let factor = pow(high / low, 0.05)
    return factor > 1 ? (low / factor, high * factor) : (low / 2, high * 2)
  }
}

extension PlotError {
  fileprivate static var tooLarge: PlotError {
    PlotError("values beyond 1e150 cannot be drawn")
  }
}
