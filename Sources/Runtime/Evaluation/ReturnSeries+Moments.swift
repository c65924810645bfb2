extension ReturnSeries {
  /// `mean((r - mean)^3) / s^3` with the population deviation `s`; missing when the returns do not
  /// vary.
  public var skew: Double { standardMoment(3) }

  /// `mean((r - mean)^4) / s^4` with the population deviation `s`, 3 of a normal distribution;
  /// missing when the returns do not vary.
  public var kurtosis: Double { standardMoment(4) }

  /// The return below which a share of the periods lies, with linear interpolation.
  ///
  /// - Complexity: O(n log n).
  func quantile(_ share: Double) -> Double {
    Statistics.quantile(RadixSort.ascending(returns), share)
  }

  /// Whether there is more than what rounding leaves of equal returns.
  var varies: Bool { deviation > 1e-12 * abs(mean) }

  /// The same of plain returns.
  static func varies(_ returns: [Double]) -> Bool {
    ReturnSeries(returns, periodsPerYear: 1).varies
  }

  private func standardMoment(_ power: Int) -> Double {
    let center = mean
    let population = ReturnSeries(returns, periodsPerYear: periodsPerYear, ddof: 0)
    guard population.varies else { return .nan }
    let spread = population.deviation
    let sum = returns.reduce(0) { sum, value in
      let z = (value - center) / spread
      return sum + (0..<power).reduce(1) { product, _ in product * z }
    }
    return sum / Double(returns.count)
  }
}
