import Testing

@testable import Runtime

struct WeightsFileTests {
  static let wanted: [(name: String, shape: [Int])] = [
    ("layernorm1.weight", [4]), ("layernorm1.bias", [4]), ("dense1.weight", [8, 4]),
    ("dense1.bias", [8]), ("dense2.weight", [8, 8]), ("dense2.bias", [8]),
    ("dense3.weight", [8, 8]), ("dense3.bias", [8]), ("dense4.weight", [1, 8]),
    ("dense4.bias", [1]),
  ]

  /// PyTorch's names of the same tensors, sorted as its files are: `10` before `2`.
  static func torch(_ second: String = "net.2", _ third: String = "net.10")
    -> [(name: String, shape: [Int])]
  {
    let names = ["norm", "net.0", second, third, "head"]
    let leaves = names.flatMap { ["\($0).weight", "\($0).bias"] }
    return zip(leaves, wanted).map { ($0, $1.shape) }.sorted { $0.0 < $1.0 }
  }

  static func match(_ found: [(name: String, shape: [Int])]) throws -> WeightMatch {
    try WeightMatch(wanted: wanted, found: found, file: "w.safetensors")
  }

  @Test func layersAreToldByShapesAndNumbers() throws {
    let match = try Self.match(Self.torch())
    #expect(match.names["layernorm1.bias"] == "norm.bias")
    #expect(match.names["dense2.weight"] == "net.2.weight")
    #expect(match.names["dense3.weight"] == "net.10.weight")
    #expect(match.names["dense4.bias"] == "head.bias")
    #expect(match.pairs.count == 5 && match.pairs[3] == "dense3 from net.10")
  }

  @Test func equalNamesWin() throws {
    let match = try Self.match(Self.wanted.reversed() + [("extra", [3])])
    #expect(match.pairs.isEmpty && match.names["dense3.weight"] == "dense3.weight")
  }

  @Test func stackedLayersAreLayersOfTheirOwn() throws {
    let wanted = ["lstm1", "lstm2"].map { ("\($0).weight_hh_l0", [8, 2]) }
    let found = [("rnn.weight_hh_l0", [8, 2]), ("rnn.weight_hh_l1", [8, 2])]
    let match = try WeightMatch(wanted: wanted, found: found, file: "w")
    #expect(match.names["lstm2.weight_hh_l0"] == "rnn.weight_hh_l1")
    #expect(match.pairs == ["lstm1 from rnn", "lstm2 from rnn layer 1"])
  }

  private func message(_ found: [(name: String, shape: [Int])]) -> String? {
    #expect(throws: Failure.self) { try Self.match(found) }?.message
  }

  @Test func messagesNameTensorShapesAndFile() {
    var other = Self.torch()
    let place = other.firstIndex { $0.name == "head.weight" } ?? 0
    other[place].shape = [2, 8]
    #expect(
      message(other)
        == "w.safetensors: 'head.weight' is [2, 8], the network's 'dense4.weight' is [1, 8]")
    let sequential = zip(
      ["0", "1", "3", "5", "7"].flatMap { ["\($0).weight", "\($0).bias"] },
      Self.wanted
    ).map { ($0, $0 == "3.weight" ? [9, 8] : $1.shape) }
    #expect(
      message(sequential)
        == "w.safetensors: 1 layer of the file has the shapes of dense2 "
        + "(weight [8, 8], bias [8]), the network has 2")
    let last = sequential.map {
      ($0.0, $0.0 == "7.weight" ? [1, 9] : $0.0 == "3.weight" ? [8, 8] : $0.1)
    }
    #expect(
      message(last)
        == "w.safetensors: '7.weight' is [1, 9], the network's 'dense4.weight' is [1, 8]")
    #expect(
      message(Array(Self.wanted.dropLast()))
        == "w.safetensors has no tensor 'dense4.bias' [1]")
    let wide = Self.wanted.map { ($0.name, $0.name == "dense1.weight" ? [8, 5] : $0.shape) }
    #expect(
      message(wide) == "w.safetensors: 'dense1.weight' is [8, 5], the network wants [8, 4]")
    #expect(
      message(Self.torch("encoder", "decoder"))
        == "w.safetensors: both 'decoder' and 'encoder' have the shapes of dense2")
  }

  @Test func weightsTravelByName() throws {
    let problem = try CheckpointTests.problem()
    let weights = problem.network.startWeights(seed: 9).map { Float($0) }
    let file = WeightsFile.tensors(weights, of: problem.network)
    #expect(file.tensors.map(\.name).first == "dense1.weight")
    #expect(file.tensors.first?.shape == [16, 2])
    let loaded = try WeightsFile(file, name: "w").load(for: problem.network)
    #expect(loaded.weights == weights && loaded.notes.isEmpty)
    var broken = file
    broken.tensors[0] = .init(
      name: "dense1.weight", shape: [16, 2], numbers: .float([Float](repeating: .nan, count: 32)))
    #expect(throws: Failure.self) { try WeightsFile(broken, name: "w").load(for: problem.network) }
  }

  /// A file of weights predicts the same on a dataset of other labels.
  @Test func theScaleOfTheHeadTravelsWithTheWeights() throws {
    let network = try Training.mlp().network(for: Training.linear())
    let other = try Training.mlp().network(for: Training.linear(rows: 500, noise: 2))
    #expect(network.constants != other.constants)
    let file = WeightsFile.tensors(network.startWeights(seed: 1).map { Float($0) }, of: network)
    let loaded = try WeightsFile(Safetensors(bytes: file.bytes), name: "w").load(for: other)
    #expect(loaded.network.constants == network.constants)
    #expect(loaded.network.layers.last == network.layers.last)
  }

  @Test func rawHeadsLeaveTheLastNumberAsItIs() throws {
    let options = BoundOptions(["raw": .boolean(true), "hidden": .list([.number(3)])])
    let raw = try ModelRecipe(MlpNetwork.self, options).network(for: Training.linear())
    #expect(raw.constants.isEmpty && raw.layers.last?.name == "identity, raw")
    let chain = ModelRecipe(
      try Chain([.init(DenseLayer.self, DenseLayer.units, 1), .init(RawLayer.self)]))
    #expect(try chain.network(for: Training.linear()).constants.isEmpty)
    let early = ModelRecipe(
      try Chain([.init(RawLayer.self), .init(DenseLayer.self, DenseLayer.units, 1)]))
    #expect(throws: Failure.self) { try early.network(for: Training.linear()) }
  }
}
