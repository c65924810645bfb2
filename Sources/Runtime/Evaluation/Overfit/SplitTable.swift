import CKernels

/// Sums over every set of the first half and of the last half of the blocks, from which each strategy is
/// judged by any half of all blocks in two additions.
///
/// The sums of a set are always added up in the same order, so that a half has the same bits wherever
/// it comes up.
struct SplitTable {
  typealias Kernel = fml_judge_splits

  let strategies: Int
  /// Rows in each half of a split.
  private let rows: Int
  private let halfBlocks: Int
  private let stride: Int
  private let isSharpe: Bool
  private let lower: [Double]
  private let upper: [Double]
  private let kernel: Kernel?

  init(
    _ sums: BlockSums, judge: OverfitProbability.Judge,
    kernel: Kernel? = fml_table_double().pointee.judge_splits
  ) {
    strategies = sums.strategies
    halfBlocks = sums.blocks / 2
    rows = sums.rows * halfBlocks
    (stride, self.kernel) = (sums.stride, kernel)
    isSharpe = judge == .sharpe
    let width = 2 * sums.stride
    lower = Self.sets(of: sums.values[..<(halfBlocks * width)], width: width)
    upper = Self.sets(of: sums.values[(halfBlocks * width)...], width: width)
  }

  /// The sums of every set of blocks: bit `b` of its number takes block `b`.
  private static func sets(of blocks: ArraySlice<Double>, width: Int) -> [Double] {
    let count = blocks.count / width
    var sets = [Double](repeating: 0, count: width << count)
    for set in 1..<(1 << count) {
      let block = blocks.startIndex + set.trailingZeroBitCount * width
      let (rest, target) = ((set & (set - 1)) * width, set * width)
      for place in 0..<width { sets[target + place] = sets[rest + place] + blocks[block + place] }
    }
    return sets
  }

  /// Every split, each followed by its mirror image; where wanted with a row of the worths of all
  /// strategies in its half.
  ///
  /// - Throws: `Interrupted`.
  func visit(
    keepsWorths: Bool = false,
    _ body: (_ splits: ArraySlice<fml_split>, _ worths: [Double]) -> Void
  ) throws {
    let most = 2 * Self.choose(halfBlocks, halfBlocks / 2)
    var splits = [fml_split](repeating: fml_split(), count: most)
    var worths = [Double](repeating: 0, count: (keepsWorths ? most : 2) * stride)
    // Of two splits that mirror each other one has the first block.
    for set in Swift.stride(from: 1, to: 1 << halfBlocks, by: 2) {
      try Interrupt.check()
      let count = judge(set, &worths, keepsWorths, &splits)
      body(splits[..<count], worths)
    }
  }

  private func judge(
    _ set: Int, _ worths: inout [Double], _ keeps: Bool, _ splits: inout [fml_split]
  ) -> Int {
    // Unsafe: the kernel reads the rows of sums that `sets` has made of every set, and writes no more
    // splits than there are ways to choose.
    lower.withUnsafeBufferPointer { lower in
      upper.withUnsafeBufferPointer { upper in
        var halves = fml_halves(
          lower: lower.baseAddress, upper: upper.baseAddress, columns: Int64(strategies),
          stride: Int64(stride), rows: Double(rows), half_blocks: Int32(halfBlocks),
          is_sharpe: isSharpe ? 1 : 0)
        return Int(kernel?(&halves, Int64(set), &worths, keeps ? 1 : 0, &splits) ?? 0)
      }
    }
  }

  /// The strategies' worths in one row of them.
  func worths(_ rows: [Double], row: Int) -> ArraySlice<Double> {
    rows[row * stride..<(row * stride + strategies)]
  }

  /// The Sharpe ratio per period with ddof 1, or the mean, that a worth stands for.
  func figure(_ worth: Double) -> Double {
    guard isSharpe else { return worth }
    let size = (abs(worth) * Double(rows - 1)).squareRoot()
    return worth < 0 ? -size : size
  }

  /// Twice the rank, from 1, of the chosen strategy outside; equal ones share their mean rank.
  func doubleRank(_ split: fml_split) -> Int {
    2 * (strategies - Int(split.above)) - Int(split.equal) + 1
  }

  /// The share of splits in which what is best in one half is at or below the middle of the other.
  ///
  /// - Throws: `Interrupted`.
  func probability() throws -> Double {
    var (low, count) = (0, 0)
    try visit { splits, _ in
      for split in splits where doubleRank(split) <= strategies + 1 { low += 1 }
      count += splits.count
    }
    return Double(low) / Double(count)
  }

  private static func choose(_ n: Int, _ k: Int) -> Int {
    (0..<k).reduce(1) { $0 * (n - $1) / ($1 + 1) }
  }
}
