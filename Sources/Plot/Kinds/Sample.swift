/// The finite values of a column in order, with their moments and quantiles.
struct Sample {
  /// Ascending.
  let sorted: [Double]
  let mean: Double
  /// `sqrt(sum (x - mean)^2 / (n - 1))`; zero for one value.
  let deviation: Double

  init(_ values: [Double]) {
    sorted = values.filter(\.isFinite).sorted()
    let count = Double(sorted.count)
    let mean = sorted.isEmpty ? 0 : sorted.reduce(0) { $0 + $1 / count }
    let squares = sorted.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    self.mean = mean
    deviation = sorted.count > 1 ? (squares / (count - 1)).squareRoot() : 0
  }

  var median: Double { quantile(0.5) }

  /// The value below which a share of the sample lies, interpolated between neighbours.
  func quantile(_ share: Double) -> Double {
    guard let last = sorted.last else { return .nan }
    let place = min(max(share, 0), 1) * Double(sorted.count - 1)
    let row = Int(place)
    guard row + 1 < sorted.count else { return last }
    return sorted[row] + (place - Double(row)) * (sorted[row + 1] - sorted[row])
  }
}
