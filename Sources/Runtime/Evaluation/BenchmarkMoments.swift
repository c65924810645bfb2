/// The sums that regressions of returns on a benchmark are made of.
struct BenchmarkMoments {
  let mean: Double
  let benchmarkMean: Double
  /// `sum((r - mean)^2)`.
  let squares: Double
  /// `sum((b - mean)^2)`.
  let benchmarkSquares: Double
  /// `sum((r - mean)(b - mean))`.
  let products: Double
  private let count: Double

  /// - Edge cases: nil for fewer than two periods or another number on either side.
  init?(_ returns: [Double], _ benchmark: [Double]) {
    guard returns.count == benchmark.count, returns.count > 1 else { return nil }
    let (x, y) = (LevelComparison.mean(returns), LevelComparison.mean(benchmark))
    (mean, benchmarkMean) = (x, y)
    squares = returns.reduce(0) { $0 + ($1 - x) * ($1 - x) }
    benchmarkSquares = benchmark.reduce(0) { $0 + ($1 - y) * ($1 - y) }
    products = zip(returns, benchmark).reduce(0) { $0 + ($1.0 - x) * ($1.1 - y) }
    count = Double(returns.count)
  }

  /// Whether either side is more than what rounding leaves of a constant.
  var benchmarkVaries: Bool { benchmarkSquares > 1e-24 * count * benchmarkMean * benchmarkMean }
  var returnsVary: Bool { squares > 1e-24 * count * mean * mean }

  /// `cov(r, b) / var(b)`.
  var slope: Double { benchmarkVaries ? products / benchmarkSquares : .nan }
}
