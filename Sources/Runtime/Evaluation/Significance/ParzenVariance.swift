import Glibc

/// The long-run variance of a series of mean zero with Parzen's weights.
enum ParzenVariance {
  /// `g(0) + 2 sum_{k < S} w(k / S) g(k)` with autocovariances `g` and the bandwidth
  /// `S = 2.6614 (a n)^(1/5)`, `a = 4 r^2 / (1 - r)^4` of the series' first autoregression `r`.
  ///
  /// - Edge cases: `r` is kept within 0.97 of 0; never negative.
  /// - Complexity: O(n x S).
  /// - Source: Andrews, Heteroskedasticity and Autocorrelation Consistent Covariance Matrix Estimation,
  ///   Econometrica 1991.
  static func value(of values: [Double]) -> Double {
    let count = values.count
    func autocovariance(_ lag: Int) -> Double {
      var sum = 0.0
      for place in lag..<count { sum += values[place] * values[place - lag] }
      return sum / Double(count)
    }
    let bandwidth = bandwidth(values)
    var variance = autocovariance(0)
    for lag in 1..<max(2, count) {
      guard Double(lag) < bandwidth else { break }
      variance += 2 * weight(Double(lag) / bandwidth) * autocovariance(lag)
    }
    return max(0, variance)
  }

  static func bandwidth(_ values: [Double]) -> Double {
    let early = values.dropLast()
    let squares = early.reduce(0) { $0 + $1 * $1 }
    let products = zip(early, values.dropFirst()).reduce(0) { $0 + $1.0 * $1.1 }
    let slope = min(max(products.dividedUnlessZero(by: squares), -0.97), 0.97)
    let rest = (1 - slope) * (1 - slope)
    return 2.6614 * pow(4 * slope * slope / (rest * rest) * Double(values.count), 0.2)
  }

  private static func weight(_ share: Double) -> Double {
    let rest = 1 - share
    return share <= 0.5
      ? 1 - 6 * share * share * rest : share < 1 ? 2 * rest * rest * rest : 0
  }
}
