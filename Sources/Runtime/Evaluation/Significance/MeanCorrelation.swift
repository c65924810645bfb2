/// The mean correlation between series of dated returns.
enum MeanCorrelation {
  /// Pairs with fewer common days say nothing.
  static let leastDays = 10

  /// The mean over all pairs of Pearson's correlation on the days that both have.
  ///
  /// Series over the same days are taken together: with standardised returns `z` of length 1, the
  /// correlations of all their pairs sum up to `(|sum z|^2 - n) / 2`.
  /// - Edge cases: series that do not vary and pairs with fewer than ten common days are left out;
  ///   missing without a pair.
  /// - Complexity: O(series x days) for equal days, times the number of different calendars.
  static func value(of series: [DatedReturns]) -> Double {
    var groups: [[DatedReturns]] = []
    var places: [[Int]: Int] = [:]
    for one in series {
      let place = places[one.days] ?? groups.count
      if place == groups.count { groups.append([]) }
      places[one.days] = place
      groups[place].append(one)
    }
    var (sum, pairs) = (0.0, 0.0)
    for (place, group) in groups.enumerated() {
      let own = Standardised(group, on: group[0].days)
      sum += (dot(own.sum, own.sum) - own.count) / 2
      pairs += own.count * (own.count - 1) / 2
      for other in groups[(place + 1)...] {
        let days = DatedReturns.common(group[0].days, other[0].days)
        let (a, b) = (Standardised(group, on: days), Standardised(other, on: days))
        sum += dot(a.sum, b.sum)
        pairs += a.count * b.count
      }
    }
    return sum.dividedUnlessZero(by: pairs)
  }

  /// The sum of the standardised returns of several series over the same days.
  private struct Standardised {
    private(set) var sum: [Double]
    /// Series that vary.
    private(set) var count = 0.0

    init(_ series: [DatedReturns], on days: [Int]) {
      sum = [Double](repeating: 0, count: days.count)
      guard days.count >= MeanCorrelation.leastDays else { return }
      for one in series {
        let values = one.returns(on: days)
        let mean = LevelComparison.mean(values)
        let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        guard squares > 1e-24 * Double(days.count) * mean * mean else { continue }
        let scale = 1 / squares.squareRoot()
        for place in values.indices { sum[place] += (values[place] - mean) * scale }
        count += 1
      }
    }
  }

  private static func dot(_ x: [Double], _ y: [Double]) -> Double {
    zip(x, y).reduce(0) { $0 + $1.0 * $1.1 }
  }
}
