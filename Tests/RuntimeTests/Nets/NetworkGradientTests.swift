import Testing

@testable import Runtime

/// Every architecture, layer and loss passes finite differences in float64.
struct NetworkGradientTests {
  static func panel() throws -> Dataset {
    let frame = Fixture.panel(
      (0..<3).map { ("S\($0)", 0, 80) },
      [
        (
          "rv",
          { symbol, day in 0.01 + 0.001 * Double((day * (2 * symbol + 3) * 31) % 17) }
        )
      ])
    return try Dataset(
      Fixture.features(frame, ["rv"]), targets: [Fixture.target(frame, "rv", lead: 1)],
      split: .fractions(train: 0.7, validation: 0.15, test: 0.15), values: Fixture.values)
  }

  /// The largest difference between the gradient and central differences, relative to the largest
  /// component.
  static func error(_ network: Network, _ loss: Loss, _ dataset: Dataset) throws -> Double {
    let batch = 4
    let assembly = Assembly(dataset: dataset, network: network, loss: loss)
    let parameters = try network.parameters.map {
      try Expression.parameter($0.name, shape: $0.shape)
    }
    let program = try Compiler.training(
      loss: assembly.graph(batch: batch).loss.value, parameters: parameters,
      precision: .float64)
    let engine = try BatchEngine(
      program, size: batch, network: network, values: Fixture.values)
    let executor = engine.executor
    let table = network.space.samples(of: try dataset.part(.train), in: dataset, lookahead: 1)
    try engine.feed(table, (0..<Int32(table.count)).map { $0 }, from: 5)
    // A relu head may be dead from the start: the first seed with a gradient is taken.
    var weights: [Double] = []
    var gradient: [Double] = []
    for seed in UInt64(4)..<12 where gradient.allSatisfy({ $0 == 0 }) {
      weights = network.startWeights(seed: seed)
      try executor.set(.weights, to: weights)
      _ = try executor.computeGradient()
      gradient = try executor.values(of: .gradient)
    }
    let scale = gradient.map(abs).max() ?? 0
    guard scale > 0 else { return .infinity }
    var worst = 0.0
    for index in weights.indices {
      let step = 1e-6
      var shifted = weights
      shifted[index] += step
      try executor.set(.weights, to: shifted)
      let up = try executor.computeGradient().loss
      shifted[index] = weights[index] - step
      try executor.set(.weights, to: shifted)
      let down = try executor.computeGradient().loss
      worst = max(worst, abs((up - down) / (2 * step) - gradient[index]) / scale)
    }
    return worst
  }

  @Test(arguments: MlpNetwork.Activation.allCases.map(\.rawValue))
  func mlp(activation: String) throws {
    let dataset = try NetworkTests.wide(3)
    let recipe = try ModelRecipe(
      MlpNetwork.self,
      BoundOptions([
        "hidden": NetworkTests.list([5, 4]), "norm": .text("layer"), "act": .text(activation),
      ]))
    #expect(try Self.error(recipe.network(for: dataset), .mse, dataset) < 1e-6)
  }

  @Test(arguments: Link.allCases)
  func gspharHeads(link: Link) throws {
    let dataset = try Self.panel()
    let recipe = try ModelRecipe(
      GspharNetwork.self,
      BoundOptions(["lags": NetworkTests.list([1, 2, 5]), "head": .text(link.rawValue)]))
    #expect(try Self.error(recipe.network(for: dataset), .mse, dataset) < 1e-5)
  }

  @Test(arguments: [true, false])
  func har(perAsset: Bool) throws {
    let dataset = try Self.panel()
    let recipe = try ModelRecipe(
      HarNetwork.self,
      BoundOptions(["lags": NetworkTests.list([1, 3]), "per_asset": .boolean(perAsset)]))
    #expect(try Self.error(recipe.network(for: dataset), .mse, dataset) < 1e-6)
  }

  @Test(arguments: ["mse", "mae", "huber", "bce"])
  func losses(name: String) throws {
    let dataset = try NetworkTests.wide(3)
    let loss = try #require(Loss.builtIn(named: name))
    let network = try Training.mlp([4]).network(for: dataset)
    #expect(try Self.error(network, loss, dataset) < 1e-6)
  }
}
