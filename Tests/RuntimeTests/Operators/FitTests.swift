import Testing

@testable import Runtime

/// A dataset takes the statistics of `fit(...)` from its own training rows.
@Suite struct FitTests {
  @Test func datasetFitsOnItsTrainingRows() throws {
    let frame = OperatorFixture.single
    let features = try FeatureSet(
      name: "f", frame: frame,
      features: [
        .init(
          name: "z",
          expression: ExampleReader.expression("fit(close - mean(close))", on: frame))
      ])
    let target = try Target(
      name: "up", expression: ExampleReader.expression("lead(close, 1) / close - 1", on: frame))
    let evaluator = ColumnEvaluator()
    let dataset = try Dataset(
      features, targets: [target], split: .fractions(train: 0.6, validation: 0.2, test: 0.2),
      values: evaluator)
    let rows = try dataset.part(.train).rows.map(Int.init)
    let close = try evaluator.values(of: ExampleReader.expression("close", on: frame))
    let mean = rows.map { close[$0] }.reduce(0, +) / Double(rows.count)
    let fitted = try evaluator.values(of: dataset.features.features[0].expression)
    #expect(rows.count < frame.rowCount)
    #expect(abs(fitted[300] - (close[300] - mean)) < 1e-9)
    let report = try LeakCheck([
      .init(name: "z", expression: dataset.features.features[0].expression)
    ]).run(seed: 3)
    let last = try #require(rows.map { frame.axis.known[$0] }.max())
    #expect(report.isClean && report.cuts.allSatisfy { $0 >= last })
  }
}

extension FitTests {
  /// A rank target places every label among the training labels alone.
  @Test func targetsAreFittedOnTheTrainingRows() throws {
    let frame = OperatorFixture.single
    let features = try FeatureSet(
      name: "f", frame: frame,
      features: [.init(name: "r", expression: ExampleReader.expression("pct(close)", on: frame))])
    let target = try Target(
      name: "place",
      expression: ExampleReader.expression("fit(rank(lead(close, 1) / close - 1))", on: frame))
    let evaluator = ColumnEvaluator()
    let dataset = try Dataset(
      features, targets: [target], split: .fractions(train: 0.5, validation: 0.2, test: 0.3),
      values: evaluator)
    let rows = try dataset.part(.train).rows.map(Int.init)
    let close = try evaluator.values(of: ExampleReader.expression("close", on: frame))
    let moves = rows.map { close[$0 + 1] / close[$0] - 1 }.sorted()
    let places = try dataset.label().values
    for row in try dataset.part(.test).rows.map(Int.init) {
      let move = close[row + 1] / close[row] - 1
      let below = Double(moves.count { $0 < move })
      let (lower, upper) = (below / Double(moves.count), (below + 1) / Double(moves.count))
      #expect(places[row] >= lower - 1e-12 && places[row] <= upper)
    }
  }
}
