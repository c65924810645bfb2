import CKernels
import Glibc

/// The probability of backtest overfitting by combinatorially symmetric cross-validation: how often the
/// strategy that is best in one half of the time is at or below the middle in the other half.
///
/// Rows are cut into `S` blocks and the first `T mod S` dropped. In each of the `C(S, S/2)` choices of half
/// of the blocks the best strategy `n*` is looked up in the other half, where it has the relative rank
/// `w = rank / (N + 1)`, equal ones sharing their mean rank. `pbo` is the share of splits with
/// `ln(w / (1 - w)) <= 0`.
/// - Edge cases: a strategy that does not vary in a half (a deviation below a millionth of its root mean
///   square) counts there as a Sharpe ratio of 0.
/// - Complexity: O(T N + C(S, S/2) N), memory O(2^(S/2) N).
/// - Source: Bailey, Borwein, Lopez de Prado and Zhu, The Probability of Backtest Overfitting, Journal of
///   Computational Finance 2017.
public struct OverfitProbability: Sendable {
  /// What the best strategy is the best by.
  public enum Judge: String, Sendable, CaseIterable {
    /// `mean / sd` per period, ddof 1.
    case sharpe
    case mean
  }

  /// A straight line through the figures of the chosen outside over those inside.
  public struct Degradation: Sendable, Equatable {
    public let slope: Double
    public let intercept: Double
    public let rSquared: Double
  }

  public let strategies: Int
  public let blocks: Int
  /// In each block.
  public let rowsPerBlock: Int
  /// Rows at the start that fill no block.
  public let droppedRows: Int
  /// Strategies that never vary.
  public let constantStrategies: Int
  public let judge: Judge
  /// The share of splits in which the chosen strategy is not in the better half outside.
  public let pbo: Double
  /// Of every split, a split and its mirror image side by side.
  public let logits: [Double]
  /// The chosen strategy's figure in the half it is chosen by, per period.
  public let inside: [Double]
  /// The same in the other half.
  public let outside: [Double]
  /// How often each strategy is chosen.
  public let timesChosen: [Int]
  /// The share of splits in which the chosen strategy loses outside.
  public let lossShare: Double
  public let degradation: Degradation
  /// The rows that blocks are made of.
  let columns: [[Double]]

  static let blockRange = 2...20

  /// - Parameters:
  ///   - columns: Returns of each strategy over the same periods, nothing missing.
  ///   - blocks: Even, from 2 to 20 (184,756 splits).
  /// - Throws: `Failure` that names what does not fit; `Interrupted`.
  public init(_ columns: [[Double]], blocks: Int = 16, judge: Judge = .sharpe) throws {
    try Self.check(columns, blocks: blocks)
    let sums = BlockSums(columns, blocks: blocks)
    let table = SplitTable(sums, judge: judge)
    var tally = Tally(table)
    try table.visit { splits, _ in tally.add(splits) }
    strategies = columns.count
    (self.blocks, self.judge) = (blocks, judge)
    rowsPerBlock = sums.rows
    let dropped = columns[0].count - sums.rows * blocks
    droppedRows = dropped
    self.columns = dropped == 0 ? columns : columns.map { Array($0[dropped...]) }
    constantStrategies = sums.constantStrategies
    (logits, inside, outside) = (tally.logits, tally.inside, tally.outside)
    timesChosen = tally.timesChosen
    let count = Double(logits.count)
    pbo = Double(logits.count { $0 <= 0 }) / count
    lossShare = Double(outside.count { $0 < 0 }) / count
    degradation = Self.line(inside, outside)
  }

  private static func check(_ columns: [[Double]], blocks: Int) throws {
    let rows = columns.first?.count ?? 0
    try check(strategies: columns.count, rows: rows, blocks: blocks)
    guard columns.allSatisfy({ $0.count == rows }) else { throw Failure.otherPeriods() }
    // Far below what squares overflow at.
    guard columns.allSatisfy({ $0.allSatisfy { abs($0) < 1e100 } }) else {
      throw Failure.missing()
    }
  }

  static func check(strategies: Int, rows: Int, blocks: Int) throws {
    guard blockRange.contains(blocks), blocks.isMultiple(of: 2) else {
      throw Failure.blocks(blocks)
    }
    guard strategies > 1 else { throw Failure.oneStrategy() }
    guard rows >= 2 * blocks else { throw Failure.fewRows(rows, blocks) }
  }

  /// Least squares; missing where the figures inside are all equal.
  private static func line(_ x: [Double], _ y: [Double]) -> Degradation {
    guard let moments = BenchmarkMoments(y, x), moments.benchmarkVaries else {
      return Degradation(slope: .nan, intercept: .nan, rSquared: .nan)
    }
    let slope = moments.slope
    return Degradation(
      slope: slope, intercept: moments.mean - slope * moments.benchmarkMean,
      rSquared: (moments.products * slope).dividedUnlessZero(by: moments.squares))
  }

  private struct Tally {
    private(set) var logits: [Double] = []
    private(set) var inside: [Double] = []
    private(set) var outside: [Double] = []
    private(set) var timesChosen: [Int]
    private let table: SplitTable
    /// By twice the rank.
    private let logitsByRank: [Double]

    init(_ table: SplitTable) {
      self.table = table
      timesChosen = [Int](repeating: 0, count: table.strategies)
      let places = Double(table.strategies + 1)
      logitsByRank = (0...(2 * table.strategies)).map { double in
        let share = Double(double) / 2 / places
        return log(share / (1 - share))
      }
    }

    mutating func add(_ splits: ArraySlice<fml_split>) {
      for split in splits {
        logits.append(logitsByRank[table.doubleRank(split)])
        inside.append(table.figure(split.inside))
        outside.append(table.figure(split.outside))
        timesChosen[Int(split.chosen)] += 1
      }
    }
  }
}

extension Failure {
  fileprivate static func blocks(_ count: Int) -> Failure {
    Failure(
      "blocks= must be an even number from \(OverfitProbability.blockRange.lowerBound) to "
        + "\(OverfitProbability.blockRange.upperBound), not \(count)", culprit: .parameter("blocks")
    )
  }

  fileprivate static func oneStrategy() -> Failure {
    Failure("the probability of overfitting needs at least two strategies")
  }

  fileprivate static func otherPeriods() -> Failure {
    Failure("the strategies have different numbers of periods")
  }

  fileprivate static func fewRows(_ rows: Int, _ blocks: Int) -> Failure {
    Failure(
      "\(rows) periods are too few for \(blocks) blocks of at least 2",
      culprit: .parameter("blocks"))
  }

  fileprivate static func missing() -> Failure {
    Failure(
      "a strategy has periods without a return", hint: "take the days that all strategies have")
  }
}
