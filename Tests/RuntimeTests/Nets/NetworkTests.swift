import Testing

@testable import Runtime

struct NetworkTests {
  /// `count` features x0.. on one symbol.
  static func wide(_ count: Int) throws -> Dataset {
    let columns = (0..<count).map { index in
      ("x\(index)", (0..<200).map { Double(($0 * (index + 3)) % 17) })
    }
    let frame = Fixture.frame(columns)
    return try Dataset(
      Fixture.features(frame, columns.map(\.0)), targets: [Fixture.target(frame, "x0", lead: 1)],
      split: .fractions(train: 0.7, validation: 0.15, test: 0.15), values: Fixture.values)
  }

  static func panel(_ symbols: Int) throws -> Dataset {
    let frame = Fixture.panel(
      (0..<symbols).map { ("S\($0)", 0, 300) },
      [("rv", { 0.01 + 0.001 * Double(($1 * ($0 + 2)) % 13) })])
    return try Dataset(
      Fixture.features(frame, ["rv"]), targets: [Fixture.target(frame, "rv", lead: 1)],
      split: .fractions(train: 0.7, validation: 0.15, test: 0.15), values: Fixture.values)
  }

  static func list(_ values: [Int]) -> OperatorArgument {
    .list(values.map { .number(Double($0)) })
  }

  /// The published counts, by features and hidden sizes.
  static let counts: [(features: Int, hidden: [Int], expected: Int)] = [
    (10, [32, 16], 1_013), (28, [32, 16], 1_625), (19, [32, 16], 1_319), (5, [16, 8], 299),
    (10, [64, 32, 16], 3_573), (28, [64, 32, 16], 4_761), (10, [128, 64, 32], 12_245),
    (28, [128, 64, 32], 14_585), (10, [512, 256, 128, 64], 180_117),
    (28, [512, 256, 128, 64], 189_369), (28, [64, 32], 4_217), (28, [256, 128, 64], 49_593),
  ]

  @Test(arguments: counts)
  func layerNormMlpCounts(features: Int, hidden: [Int], expected: Int) throws {
    let options = BoundOptions([
      "hidden": Self.list(hidden), "norm": .text("layer"), "dropout": .number(0.4),
    ])
    let network = try ModelRecipe(MlpNetwork.self, options).network(for: Self.wide(features))
    #expect(network.parameterCount == expected)
    #expect(network.startWeights(seed: 1).count == expected)
  }

  @Test func gsphar38Counts() throws {
    let options = BoundOptions(["lags": Self.list([24, 1, 4])])
    let network = try ModelRecipe(GspharNetwork.self, options).network(for: Self.panel(38))
    #expect(network.parameterCount == 1_409)
    #expect(network.sampleShape(batch: 8) == [8, 38])
    #expect(network.parameters.first?.shape == [4, 38])
    #expect(network.parameters.first?.start == .constant(0.25))
  }

  @Test func harCounts() throws {
    let shared = try ModelRecipe(HarNetwork.self, BoundOptions(["lags": Self.list([1, 4, 24])]))
    #expect(try shared.network(for: Self.panel(5)).parameterCount == 4)
    let own = try shared.replacing(BoundOptions(["per_asset": .boolean(true)]))
    #expect(try own.network(for: Self.panel(5)).parameterCount == 20)
  }

  @Test func chainsAndMlpAgree() throws {
    let dataset = try Self.wide(4)
    let chain = try Chain([
      .init(DenseLayer.self, DenseLayer.units, 32), .init(ReluLayer.self),
      .init(DenseLayer.self, DenseLayer.units, 1),
    ])
    let recipe = ModelRecipe(chain)
    #expect(recipe.text == "input |> dense(32) |> relu |> dense(1)")
    let mlp = try ModelRecipe(MlpNetwork.self, BoundOptions(["hidden": Self.list([32])]))
    let (a, b) = (try recipe.network(for: dataset), try mlp.network(for: dataset))
    #expect(a.parameters == b.parameters)
    #expect(a.startWeights(seed: 3) == b.startWeights(seed: 3))
  }

  @Test func chainsEndInOneNumber() throws {
    let chain = try Chain([.init(DenseLayer.self, DenseLayer.units, 2)])
    #expect(throws: Failure.self) { try ModelRecipe(chain).network(for: Self.wide(2)) }
  }

  @Test func startWeightsAreSeededAndBounded() throws {
    let network = try ModelRecipe(MlpNetwork.self, BoundOptions()).network(for: Self.wide(16))
    let weights = network.startWeights(seed: 5)
    #expect(weights == network.startWeights(seed: 5))
    #expect(weights != network.startWeights(seed: 6))
    #expect(weights[..<(16 * 32)].allSatisfy { abs($0) <= 0.25 })
    #expect(weights[..<(16 * 32)].contains { abs($0) > 0.2 })
  }

  @Test func unknownOptionsAndGraphsAreNamed() throws {
    let unknown = #expect(throws: Failure.self) {
      try ModelRecipe(MlpNetwork.self, BoundOptions(["hiden": .number(3)]))
    }
    #expect(unknown?.message == "mlp has no option 'hiden'")
    let dataset = try Self.panel(3)
    #expect(throws: Failure.self) {
      try ModelRecipe(GspharNetwork.self, BoundOptions(["lags": Self.list([0])])).network(
        for: dataset)
    }
    #expect(throws: Failure.self) {
      try ModelRecipe(GspharNetwork.self, BoundOptions()).network(for: Self.wide(2))
    }
  }

  @Test(arguments: Link.allCases)
  func linksStartAtTheMean(link: Link) throws {
    let mean = 0.013
    let z = Expression(constant: link.start(at: mean))
    let value = try Fixture.number(link.apply(z))
    #expect(abs(value - mean) < 1e-15)
  }
}
