import Glibc

/// The standard error of a Sharpe ratio that allows for overlapping holding periods.
public enum SharpeError {
  /// Annualised standard error: `sqrt(m * V / n)`, where `V` is the Newey-West long-run variance of
  /// the influence of each return, `(r - mean) / s - S / 2 * ((r - mean)^2 / s^2 - 1)` with
  /// `S = mean / s`.
  ///
  /// - Parameter lag: autocovariances taken in, in periods; holding period less one.
  /// - Edge cases: missing when the returns do not vary or are fewer than `lag + 2`.
  /// - Complexity: O(n * lag).
  /// - Source: Lo, The Statistics of Sharpe Ratios, Financial Analysts Journal 2002; Newey and West,
  ///   Econometrica 1987 (Bartlett weights).
  public static func value(of series: ReturnSeries, lag: Int) -> Double {
    let count = series.returns.count
    let influence = influence(series)
    guard count >= lag + 2, !influence.isEmpty else { return .nan }
    let variance = longRunVariance(of: influence, lag: lag)
    return (series.periodsPerYear * variance / Double(count)).squareRoot()
  }

  /// `floor(4 (n / 100)^(2/9))`, the autocovariances to take in where nothing is known of holding
  /// periods.
  ///
  /// - Source: Newey and West, Automatic Lag Selection, Review of Economic Studies 1994.
  public static func automaticLag(count: Int) -> Int {
    max(0, min(count - 2, Int(4 * pow(Double(max(count, 0)) / 100, 2.0 / 9))))
  }

  /// What each return adds to the Sharpe ratio per period, to first order; empty when the returns do not
  /// vary.
  static func influence(_ series: ReturnSeries) -> [Double] {
    let mean = series.mean
    let population = ReturnSeries(
      series.returns, periodsPerYear: series.periodsPerYear, ddof: 0)
    let deviation = population.deviation
    guard deviation > 1e-12 * abs(mean) else { return [] }
    let sharpe = series.meanExcess / deviation
    return series.returns.map { value in
      let z = (value - mean) / deviation
      return z - sharpe / 2 * (z * z - 1)
    }
  }

  /// `g(0) + 2 * sum_{k=1..lag} (1 - k / (lag + 1)) g(k)` with autocovariances `g` of a series of
  /// mean zero; never negative.
  static func longRunVariance(of values: [Double], lag: Int) -> Double {
    let count = values.count
    func autocovariance(_ shift: Int) -> Double {
      var sum = 0.0
      for index in shift..<count { sum += values[index] * values[index - shift] }
      return sum / Double(count)
    }
    var variance = autocovariance(0)
    for shift in 1..<(max(lag, 0) + 1) {
      variance += 2 * (1 - Double(shift) / Double(lag + 1)) * autocovariance(shift)
    }
    return max(variance, 0)
  }
}
