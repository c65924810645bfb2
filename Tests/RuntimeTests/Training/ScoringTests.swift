import Testing

@testable import Runtime

/// A trained run on the bars of another frame.
struct ScoringTests {
  static func run(_ recipe: ModelRecipe, _ dataset: Dataset, _ values: ColumnEvaluator) throws
    -> Run
  {
    let problem = try TrainingProblem(
      dataset: dataset, network: recipe.network(for: dataset), loss: .mse, values: values)
    let run = try Run(
      name: "s", problem: problem, options: TwoStageTests.options { $0.epochs = 1 })
    try run.train()
    return run
  }

  static let recipes: [@Sendable () throws -> ModelRecipe] = [
    { try Training.mlp([8]) },
    { try Stocks.gsphar() },
    {
      try ModelRecipe(
        HarNetwork.self, BoundOptions(["lags": .list([.number(1), .number(5)])]))
    },
    {
      try ModelRecipe(
        HarNetwork.self,
        BoundOptions(["lags": .list([.number(1), .number(5)]), "per_asset": .boolean(true)]))
    },
    { try SequenceNetworkTests.chain(6, SequenceNetworkTests.chains[2]) },
  ]

  /// On its own frame, and on the last year of it, a run says what it said before.
  @Test(arguments: recipes.indices) func otherBarsAreScoredAlike(_ index: Int) throws {
    let values = Stocks.evaluator()
    let frame = try Stocks.frame()
    let dataset = try Stocks.dataset(frame, values).scaled(.robust, values: values)
    let run = try Self.run(Self.recipes[index](), dataset, values)
    let known = try run.predictions()
    let again = try run.outputs(scoring: frame, values: values)[0].values
    #expect(zip(known, again).allSatisfy { $0 == $1 || ($0.isNaN && $1.isNaN) })
    let rows = frame.axis.segments.flatMap { Array($0.rows.suffix(250)) }
    let late = try run.outputs(scoring: frame.keeping(rows: rows), values: values)[0].values
    let pairs = zip(rows, late).filter { !$0.1.isNaN }
    #expect(pairs.count > 4 * 200)
    // Engines of another batch size may add in another order.
    #expect(pairs.allSatisfy { abs(known[$0.0] - $0.1) <= 1e-6 * max(1e-3, abs(known[$0.0])) })
  }

  @Test func whatIsMissingIsNamed() throws {
    let values = Stocks.evaluator()
    let dataset = try Stocks.dataset(Stocks.frame(), values)
    let run = try Self.run(Stocks.gsphar(), dataset, values)
    let fewer = try Stocks.frame(["AAPL", "IBM"])
    let failure = #expect(throws: Failure.self) {
      try run.outputs(scoring: fewer, values: values)
    }
    #expect(failure?.message.hasPrefix("the frame has no rows of GOOG, MSFT") == true)
    let other = #expect(throws: Failure.self) {
      try run.outputs(scoring: Fixture.frame([("close", [1, 2, 3])]), values: values)
    }
    #expect(other?.message.contains("no column 'high', 'low'") == true)
  }
}
