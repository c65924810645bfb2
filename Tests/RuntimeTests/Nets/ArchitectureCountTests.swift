import Testing

@testable import Runtime

/// The published parameter counts of the networks on windows.
struct ArchitectureCountTests {
  /// `features` columns on one symbol, with a target of classes, yes/no or numbers.
  static func dataset(_ features: Int, _ kind: Target.Kind) throws -> Dataset {
    let columns: [(String, [Double])] = (0..<features).map { index in
      let values: [Double] = (0..<120).map { row in
        let step = (row * (index + 3)) % 17
        return Double(step) / 8 - 1
      }
      return ("x\(index)", values)
    }
    let codes = (0..<120).map { (row: Int) -> Double in Double((row * 7) % 3) }
    let frame: Frame
    switch kind {
    case .category(let labels):
      frame = Fixture.frame(columns, category: ("y", codes, labels))
    default: frame = Fixture.frame(columns + [("y", codes.map { 0.5 + $0 })])
    }
    let target = try Target(name: "y", expression: Fixture.leaf(frame, "y"))
    return try Dataset(
      Fixture.features(frame, columns.map { $0.0 }), targets: [target],
      split: .fractions(train: 0.7, validation: 0.15, test: 0.15), values: Fixture.values)
  }

  static let classes = Target.Kind.category(["down", "timeout", "up"])

  static func network(
    _ name: String, _ options: [String: OperatorArgument], _ dataset: Dataset
  ) throws -> Network {
    let architecture = try #require(ArchitectureCatalog.architecture(named: name))
    return try ModelRecipe(architecture, BoundOptions(options)).network(for: dataset)
  }

  @Test func lstmOfS3() throws {
    let network = try Self.network(
      "lstm",
      [
        "window": .number(60), "hidden": .number(192), "layers": .number(2),
        "dropout": .number(0.25), "head": .list([.number(64)]),
      ], Self.dataset(14, .number))
    #expect(network.parameterCount == 468_609)
    #expect(network.stateCount == 0)
    #expect(
      network.parameters.map(\.name).prefix(4) == [
        "lstm1.weight_ih_l0", "lstm1.weight_hh_l0", "lstm1.bias_ih_l0", "lstm1.bias_hh_l0",
      ])
    #expect(network.space.kind == .window(60))
  }

  @Test(arguments: [(19, 64.0, 2_063_237), (18, 64, 2_062_885), (70, 0, 2_073_125)])
  func cnnLstmOfS4(features: Int, hidden: Double, expected: Int) throws {
    let network = try Self.network(
      "cnn_lstm", ["direction_hidden": .number(hidden)], Self.dataset(features, Self.classes))
    #expect(network.parameterCount == expected)
    #expect(network.stateCount == 3_200)
    let output = try network.build(batch: 3)
    #expect(output.heads.map(\.name) == ["direction", "volatility", "magnitude"])
    #expect(output.heads.map(\.prediction.dimensions) == [[3, 3], [3], [3]])
    #expect(network.startWeights(seed: 1).count == expected)
  }

  @Test func waveNetOfS4() throws {
    let network = try Self.network("wavenet", [:], Self.dataset(13, Self.classes))
    #expect(network.parameterCount == 122_179)
    #expect(try network.build(batch: 2).prediction.dimensions == [2, 3])
  }

  @Test func widthScalesDown() throws {
    let dataset = try Self.dataset(6, .number)
    let small = try Self.network("cnn_lstm", ["width": .number(0.25)], dataset)
    #expect(small.parameterCount < 150_000)
    #expect(small.link == .softplus)
    let names = Set(small.parameters.map(\.name))
    #expect(names.count == small.parameters.count)
    #expect(names.isSuperset(of: ["wave1.projection.weight", "bilstm2.weight_hh_l0_reverse"]))
    #expect(throws: Failure.self) {
      try Self.network("cnn_lstm", ["window": .number(3)], dataset)
    }
  }
}
