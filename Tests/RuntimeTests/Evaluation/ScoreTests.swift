import Testing

@testable import Runtime

/// Numbers from scikit-learn's formulas, worked by hand.
struct ScoreTests {
  static let numbers = ScorePairs(predictions: [1, 2, 3, 4, .nan], truths: [1, 3, 2, 5, 9])
  static let labels = ScorePairs(predictions: [0.1, 0.4, 0.4, 0.8], truths: [0, 0, 1, 1])

  @Test(arguments: [
    ("mse", 0.75), ("rmse", 0.8660254037844386), ("mae", 0.75), ("r2", 0.6571428571428571),
    ("corr", 0.8315218406202999),
  ])
  func ofNumbers(name: String, expected: Double) throws {
    let score = try #require(ScoreCatalog.score(named: name))
    #expect(abs(score.value(of: Self.numbers) - expected) < 1e-12)
  }

  @Test(arguments: [("auc", 0.875), ("accuracy", 0.75), ("bce", 0.4389051056530454)])
  func ofLabels(name: String, expected: Double) throws {
    let score = try #require(ScoreCatalog.score(named: name))
    #expect(abs(score.value(of: Self.labels) - expected) < 1e-12)
  }

  @Test func missingWhereNotDefined() {
    let empty = ScorePairs(predictions: [.nan], truths: [1])
    for score in ScoreCatalog.all { #expect(score.value(of: empty).isNaN, "\(score.name)") }
    let flat = ScorePairs(predictions: [1, 1], truths: [1, 1])
    #expect(Correlation.value(of: flat).isNaN)
    #expect(RSquared.value(of: flat).isNaN)
    #expect(AreaUnderCurve.value(of: flat).isNaN)
  }

  @Test func catalogNamesAreUnique() {
    let names = ScoreCatalog.all.map { $0.signature.name }
    let summaries = ScoreCatalog.all.map { $0.signature.summary }
    #expect(Set(names).count == names.count)
    #expect(!summaries.contains(""))
  }
}
