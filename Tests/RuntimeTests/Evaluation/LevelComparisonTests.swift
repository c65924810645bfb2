import Foundation
import Testing

@testable import Runtime

@Suite struct LevelComparisonTests {
  /// Three seeds of two losses; the differences by hand are 0.1, 0.3, -0.1.
  @Test func pairsBySeed() {
    let comparison = LevelComparison(
      names: ["a", "a", "a", "b", "b", "b"], peers: ["1", "2", "3", "1", "2", "3"],
      values: [1.0, 2.0, 3.0, 1.1, 2.3, 2.9], isHigherBetter: false)
    #expect(comparison.best == 0)
    let other = comparison.levels[1]
    #expect(abs(other.mean - 2.1) < 1e-12)
    #expect(abs(other.deviation - (0.84 as Double).squareRoot()) < 1e-12)
    #expect(abs(other.difference - 0.1) < 1e-12)
    #expect(abs(other.error - 0.2 / (3 as Double).squareRoot()) < 1e-12)
    #expect(abs(other.t - 0.1 / (0.2 / (3 as Double).squareRoot())) < 1e-12)
    #expect(other.pairs == 3)
    #expect(abs(other.wins - 1.0 / 3) < 1e-12)
    #expect(comparison.levels[0].pairs == 0)
  }

  @Test func missingValuesMakeNoPair() {
    let comparison = LevelComparison(
      names: ["a", "a", "b", "b"], peers: ["1", "2", "1", "2"], values: [1, .nan, 3, 4],
      isHigherBetter: true)
    #expect(comparison.best == 1)
    #expect(comparison.levels[0].count == 1)
    #expect(comparison.levels[0].pairs == 1)
    #expect(comparison.levels[0].difference == -2)
    #expect(comparison.levels[0].error.isNaN)
  }

  @Test func spreadOfAFigure() {
    let spread = FigureSpread("mse", [1, 2, .nan, 3])
    #expect(spread.count == 3)
    #expect(spread.mean == 2)
    #expect(spread.variation == 0.5)
    #expect(spread.most == 3)
  }
}
