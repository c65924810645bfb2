import Testing

@testable import Runtime

@Suite struct PairwiseCorrelationTests {
  /// Two passes over the rows that both have.
  private func slow(_ x: [Double], _ y: [Double]) -> Double {
    let pairs = zip(x, y).filter { $0.0.isFinite && $0.1.isFinite }
    let count = Double(pairs.count)
    let meanX = pairs.reduce(0) { $0 + $1.0 } / count
    let meanY = pairs.reduce(0) { $0 + $1.1 } / count
    let products = pairs.reduce(0) { $0 + ($1.0 - meanX) * ($1.1 - meanY) }
    let squaresX = pairs.reduce(0) { $0 + ($1.0 - meanX) * ($1.0 - meanX) }
    let squaresY = pairs.reduce(0) { $0 + ($1.1 - meanY) * ($1.1 - meanY) }
    return products / (squaresX * squaresY).squareRoot()
  }

  @Test func everyPairOnItsOwnRows() {
    var random = TestRandom(seed: 6)
    let common = (0..<200).map { _ in random.normal() }
    // Far from zero, where sums of squares would lose the spread.
    let columns = (0..<5).map { column in
      common.map { value in
        random.uniform() < 0.1 ? .nan : 1e6 + Double(column) * value + random.normal()
      }
    }
    let found = PairwiseCorrelation(columns)
    #expect(found.count == 5 && found.rows.count == 5)
    for first in 0..<5 {
      for second in 0..<5 {
        #expect(abs(found.rows[first][second] - slow(columns[first], columns[second])) < 1e-9)
        #expect(found.rows[first][second] == found.rows[second][first])
      }
    }
  }

  @Test func edges() {
    let found = PairwiseCorrelation([
      [1, 2, 3, .nan], [3, 2, 1, 0], [5, 5, 5, 5], [.nan, .nan, .nan, 1], [1, 2, .infinity, 4],
    ])
    #expect(abs(found.rows[0][0] - 1) < 1e-15 && abs(found.rows[0][1] + 1) < 1e-15)
    #expect(found.rows[2].allSatisfy { $0.isNaN } && found.rows[3].allSatisfy { $0.isNaN })
    // Infinite cells are no numbers: of (1, 3), (2, 2), (4, 0) all lie on a line.
    #expect(abs(found.rows[4][1] + 1) < 1e-12)
    #expect(PairwiseCorrelation([]).rows.isEmpty)
    #expect(PairwiseCorrelation([[], []]).values.allSatisfy { $0.isNaN })
  }
}
