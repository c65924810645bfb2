import CKernels
import Testing

@testable import Runtime

/// The probability of overfitting against splits put together row by row, and `overfit.py`.
@Suite struct OverfitProbabilityTests {
  static let levels = (0..<Int(fml_level_count()))

  /// Noise of several means with a strategy twice, one that never trades, one that seldom does, one of
  /// equal returns, and one that is another but for the last third.
  static func table(_ strategies: Int, rows: Int, seed: UInt64) -> [[Double]] {
    var random = TestRandom(seed: seed)
    var columns = (0..<strategies).map { place in
      (0..<rows).map { _ in 0.001 * Double(place % 3) + 0.01 * random.normal() }
    }
    columns[strategies - 1] = columns[1]
    columns[2] = [Double](repeating: 0, count: rows)
    columns[4] = columns[4].enumerated().map { $0.offset < rows / 3 ? $0.element : 0 }
    columns[5] = [Double](repeating: 0.001, count: rows)
    columns[6] = Array(columns[3][..<(rows * 2 / 3)] + columns[6][(rows * 2 / 3)...])
    return columns
  }

  private struct Naive {
    var chosen = 0
    var doubleRank = 0
    var inside = 0.0
    var outside = 0.0
  }

  private static func figure(_ rows: [Double], _ judge: OverfitProbability.Judge) -> Double {
    let mean = LevelComparison.mean(rows)
    guard judge == .sharpe else { return mean }
    let deviation = LevelComparison.deviation(rows)
    return deviation > 1e-9 * abs(mean) ? mean / deviation : 0
  }

  /// A split by the set of its blocks.
  private static func naive(
    _ columns: [[Double]], blocks: Int, set: Int, _ judge: OverfitProbability.Judge
  ) -> Naive {
    let size = columns[0].count / blocks
    let first = columns[0].count - size * blocks
    func figures(_ set: Int) -> [Double] {
      columns.map { column in
        figure(
          (0..<blocks).filter { set >> $0 & 1 == 1 }.flatMap { block in
            column[(first + block * size)..<(first + (block + 1) * size)]
          }, judge)
      }
    }
    let (inside, outside) = (figures(set), figures((1 << blocks) - 1 - set))
    let chosen = inside.indices.max { (inside[$0], $1) < (inside[$1], $0) } ?? 0
    let value = outside[chosen]
    let below = outside.count { $0 < value }
    return Naive(
      chosen: chosen, doubleRank: 2 * below + outside.count { $0 == value } + 1,
      inside: inside[chosen], outside: value)
  }

  @Test(arguments: levels, OverfitProbability.Judge.allCases)
  func splitsAgreeWithRows(_ level: Int, _ judge: OverfitProbability.Judge) throws {
    let kernel = fml_level_table(Int32(level), 1)?.pointee.judge_splits
    for (strategies, rows, blocks) in [(8, 43, 2), (13, 103, 6), (21, 96, 4)] {
      let columns = Self.table(strategies, rows: rows, seed: UInt64(strategies))
      let sums = BlockSums(columns, blocks: blocks)
      let table = SplitTable(sums, judge: judge, kernel: kernel)
      let half = blocks / 2
      var lower = 1
      try table.visit { splits, _ in
        let uppers = (0..<(1 << half)).filter {
          $0.nonzeroBitCount == half - lower.nonzeroBitCount
        }
        #expect(splits.count == 2 * uppers.count)
        for (place, split) in splits.enumerated() where place / 2 < uppers.count {
          let set = lower | uppers[place / 2] << half
          let expected = Self.naive(
            columns, blocks: blocks, set: place % 2 == 0 ? set : (1 << blocks) - 1 - set, judge)
          #expect(Int(split.chosen) == expected.chosen)
          #expect(table.doubleRank(split) == expected.doubleRank)
          #expect(abs(table.figure(split.inside) / expected.inside - 1) < 1e-9)
          #expect(abs(table.figure(split.outside) - expected.outside) < 1e-9)
        }
        lower += 2
      }
      #expect(lower == (1 << half) + 1)
    }
  }

  @Test(arguments: levels)
  func levelsGiveTheSameBits(_ level: Int) throws {
    let columns = Self.table(37, rows: 210, seed: 5)
    func bits(_ level: Int) throws -> [UInt64] {
      let kernel = fml_level_table(Int32(level), 1)?.pointee.judge_splits
      var bits: [UInt64] = []
      let table = SplitTable(BlockSums(columns, blocks: 8), judge: .sharpe, kernel: kernel)
      try table.visit(keepsWorths: true) { splits, worths in
        for row in splits.indices { bits += table.worths(worths, row: row).map(\.bitPattern) }
        bits += splits.map { UInt64($0.chosen) << 32 | UInt64($0.above) << 16 | UInt64($0.equal) }
      }
      return bits
    }
    let found = try bits(level)
    #expect(found.count == 70 * 38)
    #expect(try found == bits(0))
  }

  @Test(arguments: [(16, "sharpe"), (6, "sharpe"), (10, "mean")])
  func realStrategiesAgree(_ blocks: Int, _ name: String) throws {
    let fixture = try SignificanceFixture()
    let sheet = try ReferenceSheet("overfit.csv")
    let flat = [Double](repeating: 0, count: fixture.days.count)
    let columns = [fixture.market] + fixture.rules + [fixture.rules[2], flat]
    let judge = try #require(OverfitProbability.Judge(rawValue: name))
    let found = try OverfitProbability(columns, blocks: blocks, judge: judge)
    let dominance = try found.dominance()
    let count = Double(found.logits.count)
    let figures = [
      "pbo": found.pbo, "loss": found.lossShare, "slope": found.degradation.slope,
      "intercept": found.degradation.intercept, "r2": found.degradation.rSquared,
      "logits": found.logits.reduce(0, +), "first": Double(found.timesChosen[1]),
      "third": Double(found.timesChosen[3]), "twin": Double(found.timesChosen[9]),
      "splits": count, "chosen_area": dominance.chosen.reduce(0, +),
      "all_area": dominance.all.reduce(0, +), "first_order": dominance.isFirstOrder ? 1 : 0,
      "second_order": dominance.isSecondOrder ? 1 : 0,
      "inside": found.inside.reduce(0, +) / count, "outside": found.outside.reduce(0, +) / count,
    ]
    let expected = try #require(sheet.figures[name + "\(blocks)"])
    #expect(Set(expected.keys) == Set(figures.keys))
    for (key, value) in figures {
      #expect(try sheet.agrees(value, name + "\(blocks)", key, within: 1e-9), "\(key): \(value)")
    }
    #expect(found.constantStrategies == 1)
    #expect(found.droppedRows == fixture.days.count % blocks)
    #expect(found.rowsPerBlock == fixture.days.count / blocks)
    #expect(found.timesChosen.reduce(0, +) == found.logits.count)
  }

  @Test func twentyBlocks() throws {
    let found = try OverfitProbability(Self.table(8, rows: 47, seed: 2), blocks: 20)
    #expect(found.logits.count == 184_756 && found.droppedRows == 7)
    #expect(found.timesChosen.reduce(0, +) == 184_756)
    #expect((0.0...1).contains(found.pbo))
  }

  @Test func whatDoesNotFitIsRefused() {
    let columns = Self.table(8, rows: 40, seed: 1)
    for blocks in [0, 3, 22, -2] {
      #expect(throws: Failure.self) { try OverfitProbability(columns, blocks: blocks) }
    }
    #expect(throws: Failure.self) { try OverfitProbability([columns[0]], blocks: 4) }
    #expect(throws: Failure.self) { try OverfitProbability([], blocks: 4) }
    #expect(throws: Failure.self) { try OverfitProbability([[], []], blocks: 2) }
    #expect(throws: Failure.self) { try OverfitProbability(columns + [[1, 2]], blocks: 4) }
    #expect(throws: Failure.self) {
      try OverfitProbability([[Double.nan] + columns[0].dropFirst(), columns[1]], blocks: 4)
    }
    #expect(throws: Failure.self) {
      try OverfitProbability([[1e308] + columns[0].dropFirst(), columns[1]], blocks: 4)
    }
  }
}
