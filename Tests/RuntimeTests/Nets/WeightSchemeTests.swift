import Testing

@testable import Runtime

/// How weights begin: their spread, their bounds, and that they are drawn from the seed.
struct WeightSchemeTests {
  static func scheme(_ word: String) throws -> WeightScheme { try WeightScheme(.text(word)) }

  static func moments(_ values: [Double]) -> (mean: Double, variance: Double, largest: Double) {
    let mean = values.reduce(0, +) / Double(values.count)
    let square = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)
    return (mean, square, values.map { abs($0) }.max() ?? 0)
  }

  /// Variances of the published rules with 50 inputs and 80 outputs.
  static let variances: [(word: String, variance: Double)] = [
    ("pytorch", 1.0 / 150), ("keras", 2.0 / 130), ("he_normal", 2.0 / 50),
    ("he_uniform", 2.0 / 50), ("glorot", 2.0 / 130), ("glorot_normal", 2.0 / 130),
  ]

  @Test(arguments: variances)
  func varianceIsAsPublished(_ word: String, _ variance: Double) throws {
    let rule = try Self.scheme(word).weight(fanIn: 50, fanOut: 80)
    let found = Self.moments(rule.values(count: 40_000, seed: 3, stream: 1))
    #expect(abs(found.mean) < 0.01 * variance.squareRoot() * 3)
    #expect(abs(found.variance / variance - 1) < 0.03)
    #expect(
      rule.values(count: 10, seed: 3, stream: 1) == rule.values(count: 10, seed: 3, stream: 1))
  }

  /// Keras's normals end at two deviations of what they are drawn from and keep the published spread.
  @Test(arguments: ["he_normal", "glorot_normal"])
  func truncatedNormalsKeepTheSpread(_ word: String) throws {
    let fields: [(name: String, value: OperatorArgument)] = [
      ("recipe", .text(word)), ("truncated", .boolean(true)),
    ]
    let rule = try WeightScheme(.record(fields)).weight(fanIn: 50, fanOut: 50)
    let found = Self.moments(rule.values(count: 40_000, seed: 3, stream: 1))
    let variance = word == "he_normal" ? 2.0 / 50 : 2.0 / 100
    #expect(abs(found.variance / variance - 1) < 0.03)
    #expect(found.largest <= 2 * variance.squareRoot() / 0.879_625_661_034_239_78 + 1e-12)
    #expect(found.largest > 2.2 * variance.squareRoot())
  }

  @Test func gainScalesXavier() throws {
    let fields: [(name: String, value: OperatorArgument)] = [
      ("recipe", .text("xavier")), ("gain", .number(0.5)),
    ]
    let rule = try WeightScheme(.record(fields)).weight(fanIn: 2, fanOut: 4)
    #expect(rule == .uniform(0.5))
    #expect(throws: Failure.self) { try WeightScheme(.text("lecun")) }
  }

  @Test(arguments: [(12, 4), (4, 12), (5, 5)])
  func orthogonalRowsOrColumns(_ rows: Int, _ columns: Int) throws {
    let values = Initializer.orthogonal(columns: columns)
      .values(count: rows * columns, seed: 5, stream: 2)
    let count = min(rows, columns)
    for a in 0..<count {
      for b in 0..<count {
        let dot = (0..<max(rows, columns)).reduce(0.0) { sum, place in
          rows >= columns
            ? sum + values[place * columns + a] * values[place * columns + b]
            : sum + values[a * columns + place] * values[b * columns + place]
        }
        #expect(abs(dot - (a == b ? 1 : 0)) < 1e-12)
      }
    }
  }

  @Test func kerasRaisesForgetGates() throws {
    let dataset = try Training.linear(rows: 100)
    let network = try ModelRecipe(
      LstmNetwork.self,
      BoundOptions([
        "window": .number(4), "hidden": .number(3), "init": .text("keras"),
      ])
    ).network(for: dataset)
    let bias = try #require(network.parameters.first { $0.name.hasSuffix("bias_ih_l0") })
    #expect(
      bias.start.values(count: 12, seed: 1, stream: 1) == [0, 0, 0, 1, 1, 1, 0, 0, 0, 0, 0, 0])
  }

  /// A layer says for itself; the rest follows the network.
  @Test func layersHaveTheirOwn() throws {
    let options = BoundOptions([
      "units": .number(4), "init": .text("he_normal"), "l2": .number(0.1),
    ])
    let chain = try Chain([
      Chain.Link(DenseLayer.self, options), SequenceNetworkTests.link("relu"),
      SequenceNetworkTests.link("dense", ["units": .number(1)]),
    ])
    let network = try ModelRecipe(chain).network(for: Training.linear())
    #expect(network.parameters.map(\.l2) == [0.1, 0, 0, 0])
    #expect(network.parameters[0].start == .normal(1))
    #expect(network.parameters[1].start == .constant(0))
    #expect(network.parameters[2].start == .linear(fanIn: 4))
  }

  /// The penalty moves the gradient by `2 l2 w` and leaves the validation loss alone.
  @Test func penaltyIsTwiceTheWeight() throws {
    let dataset = try Training.linear()
    func gradient(_ l2: Double) throws -> ([Double], [Double]) {
      let recipe = try ModelRecipe(
        MlpNetwork.self, BoundOptions(["hidden": .list([.number(4)]), "l2": .number(l2)]))
      let problem = try Training.problem(dataset, recipe)
      let program = try Assembly(dataset: dataset, network: problem.network, loss: .mse)
        .trainingProgram(batch: 8, optimiser: OptimiserRecipe(), precision: .float64)
      let engine = try BatchEngine(
        program, size: 8, network: problem.network, values: Fixture.values)
      let weights = problem.network.startWeights(seed: 2)
      try engine.executor.set(.weights, to: weights)
      try engine.feed(problem.training, (0..<8).map { $0 }, from: 0)
      _ = try engine.executor.computeGradient()
      return (try engine.executor.values(of: .gradient), weights)
    }
    let (plain, weights) = try gradient(0)
    let (held, _) = try gradient(0.25)
    let isWeight =
      [Bool](repeating: true, count: 8) + [Bool](repeating: false, count: 4)
      + [Bool](repeating: true, count: 4) + [false]
    for place in weights.indices {
      let expected = isWeight[place] ? 0.5 * weights[place] : 0
      #expect(abs(held[place] - plain[place] - expected) < 1e-9)
    }
  }
}
