/// Distances of returns from their mean: sums of squares of these do not cancel.
struct ShiftedSums {
  private let mean: Double
  private let distances: [Double]

  init(_ returns: [Double]) {
    let center = LevelComparison.mean(returns)
    mean = center
    distances = returns.map { $0 - center }
  }

  /// The annual Sharpe ratio of a draw; missing where it does not vary.
  func sharpe(of runs: [Range<Int>], _ series: ReturnSeries) -> Double {
    var (sum, squares) = (0.0, 0.0)
    for run in runs {
      for distance in distances[run] {
        sum += distance
        squares += distance * distance
      }
    }
    let count = Double(distances.count)
    let spread = squares - sum * sum / count
    guard distances.count > series.ddof, spread > 1e-12 * squares else { return .nan }
    let deviation = (spread / (count - Double(series.ddof))).squareRoot()
    let excess = mean + sum / count - series.riskFreePerPeriod
    return excess / deviation * series.periodsPerYear.squareRoot()
  }
}
