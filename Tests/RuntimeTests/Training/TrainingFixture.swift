@testable import Runtime

/// Small trainings for tests.
enum Training {
  /// A planted linear signal: `y_(t+1) = a_t - 0.5 b_t + noise`, y known one day later.
  static func linear(rows: Int = 1200, noise: Double = 0.1) throws -> Dataset {
    let random = CounterRandom(seed: 11, purpose: .weights, stream: 99)
    func column(_ step: Int) -> [Double] {
      (0..<rows).map { 2 * random.uniform(step: step, element: $0) - 1 }
    }
    let (a, b, e) = (column(1), column(2), column(3))
    let y = (0..<rows).map { row in
      row == 0 ? 0 : a[row - 1] - 0.5 * b[row - 1] + noise * e[row]
    }
    let frame = Fixture.frame([("a", a), ("b", b), ("y", y)])
    return try Dataset(
      Fixture.features(frame, ["a", "b"]), targets: [Fixture.target(frame, "y", lead: 1)],
      split: .fractions(train: 0.7, validation: 0.15, test: 0.15), values: Fixture.values)
  }

  static func mlp(_ hidden: [Int] = [16], dropout: Double = 0) throws -> ModelRecipe {
    try ModelRecipe(
      MlpNetwork.self,
      BoundOptions([
        "hidden": .list(hidden.map { .number(Double($0)) }), "dropout": .number(dropout),
      ]))
  }

  static func problem(
    _ dataset: Dataset, _ recipe: ModelRecipe, loss: Loss = .mse
  ) throws -> TrainingProblem {
    try TrainingProblem(
      dataset: dataset, network: recipe.network(for: dataset), loss: loss, values: Fixture.values)
  }

  static func options(_ change: (inout TrainingOptions) -> Void = { _ in }) -> TrainingOptions {
    var options = TrainingOptions()
    options.epochs = 4
    options.learningRate = 5e-3
    change(&options)
    return options
  }

  static func run(
    _ problem: TrainingProblem, _ options: TrainingOptions, name: String = "s1"
  ) throws -> Run {
    let run = try Run(name: name, problem: problem, options: options)
    try run.train()
    return run
  }
}
