/// Sums over blocks of rows, for every strategy: of returns and of their squares.
///
/// Plain sums, not distances from a mean of each strategy: strategies with the same returns in some
/// blocks then have the same bits there, and tie.
struct BlockSums {
  let strategies: Int
  let blocks: Int
  /// Rows in each block.
  let rows: Int
  /// A multiple of eight: numbers in a row of sums, and in a row of squares. What lies beyond the
  /// strategies is a copy of the first.
  let stride: Int
  /// Of each block a row of sums and a row of squares.
  private(set) var values: [Double]

  /// All zero.
  init(strategies: Int, blocks: Int, rows: Int) {
    (self.strategies, self.blocks, self.rows) = (strategies, blocks, rows)
    stride = (strategies + 7) / 8 * 8
    values = [Double](repeating: 0, count: 2 * stride * blocks)
  }

  /// - Parameter columns: Of equal length, the first `length mod blocks` numbers left out.
  init(_ columns: [[Double]], blocks: Int) {
    let length = columns.first?.count ?? 0
    self.init(strategies: columns.count, blocks: blocks, rows: length / blocks)
    let first = length - rows * blocks
    for (strategy, returns) in columns.enumerated() {
      for block in 0..<blocks {
        let start = first + block * rows
        var (sum, squares) = (0.0, 0.0)
        for value in returns[start..<(start + rows)] {
          sum += value
          squares += value * value
        }
        set(block, strategy, sum: sum, squares: squares)
      }
    }
  }

  /// Strategies that do not vary over all blocks by more than what rounding leaves.
  var constantStrategies: Int {
    let length = Double(rows * blocks)
    return (0..<strategies).count { strategy in
      var (sum, squares) = (0.0, 0.0)
      for block in 0..<blocks {
        sum += values[2 * block * stride + strategy]
        squares += values[(2 * block + 1) * stride + strategy]
      }
      return !(squares - sum * (sum / length) > 1e-12 * squares)
    }
  }

  mutating func set(_ block: Int, _ strategy: Int, sum: Double, squares: Double) {
    let row = 2 * block * stride
    values[row + strategy] = sum
    values[row + stride + strategy] = squares
    guard strategy == 0 else { return }
    for copy in strategies..<stride {
      values[row + copy] = sum
      values[row + stride + copy] = squares
    }
  }
}
