import Testing

@testable import Runtime

struct HarTests {
  /// After enough full-batch steps a linear model is the least-squares solution.
  @Test func harEqualsLeastSquares() throws {
    let values = Stocks.evaluator()
    let frame = try Stocks.frame(["IBM"])
    let dataset = try Stocks.dataset(frame, values)
    let lags = [1, 5, 22]
    let recipe = try ModelRecipe(
      HarNetwork.self, BoundOptions(["lags": .list(lags.map { .number(Double($0)) })]))
    let problem = try TrainingProblem(
      dataset: dataset, network: recipe.network(for: dataset), loss: .mse, values: values)
    var options = TrainingOptions()
    options.batch = problem.training.count
    options.epochs = 800
    options.learningRate = 0.05
    options.schedule = .cosine
    options.shuffle = false
    options.clip = 0
    options.keep = .last
    let run = try Run(name: "s1", problem: problem, options: options)
    try run.train()
    let predictions = try run.predictions()
    let rows = problem.training.rows.map { Int($0) }
    let rv = try values.values(of: Stocks.volatility(frame))
    let labels = try dataset.label().values
    let design = rows.map { row in
      [1.0] + lags.map { lag in (row - lag + 1...row).reduce(0) { $0 + rv[$1] } / Double(lag) }
    }
    let weights = Self.leastSquares(design, rows.map { labels[$0] })
    let worst = zip(rows, design).map { row, x in
      abs(predictions[row] - zip(weights, x).reduce(0) { $0 + $1.0 * $1.1 })
    }.max()
    let spread = ScalingMethod.standard.fit(rows.map { labels[$0] }).scale
    #expect((worst ?? .nan) < 0.01 * spread)
  }

  /// Normal equations by Gaussian elimination.
  static func leastSquares(_ x: [[Double]], _ y: [Double]) -> [Double] {
    let n = x.first?.count ?? 0
    var a = (0..<n).map { i in
      (0..<n).map { j in x.reduce(0) { $0 + $1[i] * $1[j] } }
        + [zip(x, y).reduce(0) { $0 + $1.0[i] * $1.1 }]
    }
    for i in 0..<n {
      for k in 0..<n where k != i {
        let factor = a[k][i] / a[i][i]
        for j in i...n { a[k][j] -= factor * a[i][j] }
      }
    }
    return (0..<n).map { a[$0][n] / a[$0][$0] }
  }
}
