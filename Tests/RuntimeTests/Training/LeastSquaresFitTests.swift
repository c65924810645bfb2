import Testing

@testable import Runtime

struct LeastSquaresFitTests {
  /// The fit at once is the one that normal equations give, scaled inputs or raw.
  @Test(arguments: [false, true]) func harIsSolvedAtOnce(_ isRaw: Bool) throws {
    let values = Stocks.evaluator()
    let frame = try Stocks.frame(["IBM"])
    let dataset = try Stocks.dataset(frame, values)
    let lags = [1, 5, 22]
    let recipe = try ModelRecipe(
      HarNetwork.self,
      BoundOptions([
        "lags": .list(lags.map { .number(Double($0)) }), "fit": .text("least_squares"),
        "raw": .boolean(isRaw),
      ]))
    let problem = try TrainingProblem(
      dataset: dataset, network: recipe.network(for: dataset), loss: .mse, values: values)
    let run = try Run(name: "s1", problem: problem, options: TrainingOptions())
    try run.train()
    #expect(run.state.history.count == 1)
    let rows = problem.training.rows.map { Int($0) }
    let rv = try values.values(of: Stocks.volatility(frame))
    let labels = try dataset.label().values
    let design = rows.map { row in
      [1.0] + lags.map { lag in (row - lag + 1...row).reduce(0) { $0 + rv[$1] } / Double(lag) }
    }
    let weights = HarTests.leastSquares(design, rows.map { labels[$0] })
    let predictions = try run.predictions()
    let spread = ScalingMethod.standard.fit(rows.map { labels[$0] }).scale
    for (row, x) in zip(rows, design) {
      let expected = zip(weights, x).reduce(0) { $0 + $1.0 * $1.1 }
      #expect(abs(predictions[row] - expected) < 1e-4 * spread)
    }
  }

  @Test func panelsMayHaveWeightsPerSymbol() throws {
    let values = Stocks.evaluator()
    let dataset = try Stocks.dataset(try Stocks.frame(["AAPL", "IBM"]), values)
    func mse(_ perAsset: Bool) throws -> Double {
      let recipe = try ModelRecipe(
        HarNetwork.self,
        BoundOptions(["per_asset": .boolean(perAsset), "fit": .text("least_squares")]))
      let problem = try TrainingProblem(
        dataset: dataset, network: recipe.network(for: dataset), loss: .mse, values: values)
      let run = try Run(name: "s1", problem: problem, options: TrainingOptions())
      try run.train()
      return try #require(try run.evaluation(on: .train)["mse"]).model
    }
    #expect(try mse(true) < mse(false))
  }

  @Test func anotherLossIsRefused() throws {
    let recipe = try ModelRecipe(HarNetwork.self, BoundOptions(["fit": .text("least_squares")]))
    let problem = try Training.problem(Training.linear(), recipe, loss: .mae)
    #expect(throws: Failure.self) {
      try Run(name: "s1", problem: problem, options: TrainingOptions())
    }
  }
}
