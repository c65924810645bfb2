import Testing

@testable import Runtime

struct EvaluationTests {
  @Test func baselinesAreScoredOnTheSameRows() throws {
    let frame = Fixture.frame([("x", (0..<100).map { Double($0 % 10) })])
    let dataset = try Dataset(
      Fixture.features(frame, ["x"]), targets: [Fixture.target(frame, "x", lead: 2)],
      split: .fractions(train: 0.6, validation: 0.2, test: 0.2), values: Fixture.values)
    let label = try dataset.label()
    var perfect = label.values
    let rows = try dataset.part(.validation).rows.map { Int($0) }
    perfect[rows[0]] = .nan
    let result = try Evaluation(predictions: perfect, part: .validation, dataset: dataset)
    #expect(result.rows == rows.count - 1)
    let mse = try #require(result["mse"])
    #expect(mse.model == 0)
    // Persistence of a label two bars ahead is the label two bars back: lag(lead(x, 2), 2) = x.
    let x = (0..<100).map { Double($0 % 10) }
    let expected = rows.dropFirst().reduce(0.0) { sum, row in
      let error = x[row] - label.values[row]
      return sum + error * error
    }
    #expect(abs(mse.persistence - expected / Double(rows.count - 1)) < 1e-12)
    let train = try dataset.part(.train).rows.map { label.values[Int($0)] }
    let mean = train.reduce(0, +) / Double(train.count)
    let base = rows.dropFirst().reduce(0.0) { sum, row in
      sum + (mean - label.values[row]) * (mean - label.values[row])
    }
    #expect(abs(mse.base - base / Double(rows.count - 1)) < 1e-12)
  }

  @Test func persistenceNeverCrossesSymbols() {
    let axis = Axis(
      times: Fixture.days(6),
      segments: [
        .init(symbol: "A", rows: 0..<3), .init(symbol: "B", rows: 3..<6),
      ])
    let lagged = Evaluation.lagged([1, 2, 3, 4, 5, 6], by: 1, on: axis)
    #expect(lagged[0].isNaN && lagged[3].isNaN)
    #expect(lagged[1] == 1 && lagged[5] == 5)
  }

  @Test func predictionsCoverRowsWithoutLabels() throws {
    let dataset = try Training.linear(rows: 300)
    let problem = try Training.problem(dataset, Training.mlp())
    let run = try Training.run(problem, Training.options { $0.epochs = 1 })
    let all = try run.predictions()
    let test = try run.predictions(on: .test)
    #expect(!all[299].isNaN)
    #expect(test[299].isNaN)
    let rows = try dataset.part(.test).rows.map { Int($0) }
    for row in rows { #expect(test[row] == all[row]) }
    #expect(test.count { !$0.isNaN } == rows.count)
  }
}
