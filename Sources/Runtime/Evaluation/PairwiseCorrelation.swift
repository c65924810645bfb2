/// Pearson's correlation of every pair of columns, over the rows at which both are known.
public struct PairwiseCorrelation: Sendable, Equatable {
  public let count: Int
  /// Row by row; missing where a column does not vary.
  public let values: [Double]

  /// - Parameter columns: Of equal length.
  /// - Complexity: O(columns^2 rows).
  public init(_ columns: [[Double]]) {
    count = columns.count
    var values = [Double](repeating: .nan, count: columns.count * columns.count)
    for first in columns.indices {
      for second in 0...first {
        let one = Self.correlation(columns[first], columns[second])
        values[first * columns.count + second] = one
        values[second * columns.count + first] = one
      }
    }
    self.values = values
  }

  public var rows: [[Double]] {
    (0..<count).map { Array(values[$0 * count..<($0 + 1) * count]) }
  }

  /// Moments are updated value by value (Welford).
  private static func correlation(_ x: [Double], _ y: [Double]) -> Double {
    var (count, meanX, meanY) = (0.0, 0.0, 0.0)
    var (squaresX, squaresY, products) = (0.0, 0.0, 0.0)
    for (x, y) in zip(x, y) where x.isFinite && y.isFinite {
      count += 1
      let (dx, dy) = (x - meanX, y - meanY)
      meanX += dx / count
      meanY += dy / count
      squaresX += dx * (x - meanX)
      squaresY += dy * (y - meanY)
      products += dx * (y - meanY)
    }
    let scale = (squaresX * squaresY).squareRoot()
    return scale > 0 ? max(-1, min(1, products / scale)) : .nan
  }
}
