/// The correlations of a series with its own past.
public enum Autocorrelations {
  /// `sum((x[t] - m)(x[t - k] - m)) / sum((x[t] - m)^2)` for `k` from 1 to `lags`, `m` the mean of all.
  ///
  /// - Edge cases: pairs with a missing value are left out, and no pair crosses symbols; NaN where all
  ///   values are equal.
  /// - Complexity: O(rows x lags).
  /// - Source: Box and Jenkins (1976), "Time series analysis"; statsmodels `acf`.
  public static func values(of values: [Double], on axis: Axis, lags: Int) -> [Double] {
    let present = values.filter { $0.isFinite }
    let mean = present.reduce(0, +) / Double(present.count)
    let distances = values.map { $0.isFinite ? $0 - mean : .nan }
    let total = present.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    guard total > 0, lags > 0 else { return [Double](repeating: .nan, count: max(0, lags)) }
    return (1...lags).map { products(distances, $0, axis) / total }
  }

  private static func products(_ distances: [Double], _ lag: Int, _ axis: Axis) -> Double {
    var sum = 0.0
    for segment in axis.segments where lag < segment.rows.count {
      for row in segment.rows.dropFirst(lag) {
        let product = distances[row] * distances[row - lag]
        if !product.isNaN { sum += product }
      }
    }
    return sum
  }
}
