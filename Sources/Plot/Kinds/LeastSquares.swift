/// The straight line with the least sum of squared upright distances from points.
///
/// `slope = sum (x - mx)(y - my) / sum (x - mx)^2`, `R2 = slope sum (x - mx)(y - my) / sum (y - my)^2`
struct LeastSquares: Equatable {
  let slope: Double
  let intercept: Double
  /// The share of the variance of y that the line explains; NaN where y is constant.
  let rSquared: Double

  /// - Edge cases: nil for fewer than two points, and where all stand over one another.
  /// - Complexity: O(n).
  init?(x: [Double], y: [Double]) {
    let count = Double(min(x.count, y.count))
    guard count > 1 else { return nil }
    let meanX = zip(x, y).reduce(0) { $0 + $1.0 / count }
    let meanY = zip(x, y).reduce(0) { $0 + $1.1 / count }
    var (squares, products, squaresY) = (0.0, 0.0, 0.0)
    for (x, y) in zip(x, y) {
      squares += (x - meanX) * (x - meanX)
      products += (x - meanX) * (y - meanY)
      squaresY += (y - meanY) * (y - meanY)
    }
    // A constant column leaves what rounding makes of its mean.
    guard squares > count * meanX * meanX * 1e-28, squares.isFinite, products.isFinite else {
      return nil
    }
    slope = products / squares
    intercept = meanY - slope * meanX
    rSquared =
      squaresY > count * meanY * meanY * 1e-28 ? slope * products / squaresY : .nan
  }

  func value(at x: Double) -> Double { intercept + slope * x }
}
