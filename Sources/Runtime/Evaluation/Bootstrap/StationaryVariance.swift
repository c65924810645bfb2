import Glibc

/// The variance of `sqrt(n)` times the mean of a series drawn by the stationary bootstrap, without
/// drawing.
enum StationaryVariance {
  /// `g(0) + 2 sum_k ((1 - k / n) (1 - p)^k + k / n (1 - p)^(n - k)) g(k)` with autocovariances `g` and
  /// `p = 1 / meanBlock`.
  ///
  /// - Edge cases: lags whose weight is below 1e-18 are passed over; never negative.
  /// - Complexity: O(n x meanBlock).
  /// - Source: Politis and Romano, The Stationary Bootstrap, JASA 1994 (lemma 1).
  static func value(of values: [Double], meanBlock: Double) -> Double {
    let count = values.count
    let mean = LevelComparison.mean(values)
    let distances = values.map { $0 - mean }
    let keep = meanBlock > 1 ? 1 - 1 / meanBlock : 0
    let squares = distances.reduce(0) { $0 + $1 * $1 }
    let reach = keep > 0 ? min(Double(count), log(1e-18) / log(keep)) : 0
    var variance = squares
    for lag in 1..<max(count, 2) {
      guard Double(lag) <= reach || Double(count - lag) <= reach else { continue }
      let share = Double(lag) / Double(count)
      let weight = (1 - share) * pow(keep, Double(lag)) + share * pow(keep, Double(count - lag))
      var product = 0.0
      for place in lag..<max(count, lag) { product += distances[place] * distances[place - lag] }
      variance += 2 * weight * product
    }
    return max(0, variance / Double(count))
  }
}
