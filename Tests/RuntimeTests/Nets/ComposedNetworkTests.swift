import Testing

@testable import Runtime

/// Networks of several inputs and heads.
struct ComposedNetworkTests {
  private static func link(
    _ name: String, _ options: [String: OperatorArgument] = [:]
  ) throws -> Chain.Link { try SequenceNetworkTests.link(name, options) }

  private static func dense(_ units: Int) throws -> Chain.Link {
    try link("dense", ["units": .number(Double(units))])
  }

  /// Two trunks, one on a window, joined, with a head each.
  static func recipe() throws -> ModelRecipe {
    let window = try ChainNode.input.appending(link("window", ["rows": .number(4)]))
      .appending(link("lstm", ["units": .number(6)])).appending(link("last"))
    let row = try ChainNode.input.appending(dense(5)).appending(link("relu"))
    let body = try ChainNode.joined(ConcatLayer.self, [window, row])
    let deep = try body.appending(dense(7)).appending(link("tanh")).appending(dense(3))
    return ModelRecipe(
      Chain(
        body,
        heads: [
          try ChainHead("side", link: "softmax", on: deep, isComplete: true),
          try ChainHead("size", link: "softplus", on: body, isComplete: false),
        ]))
  }

  @Test func sharedLayersHaveTheirWeightsOnce() throws {
    let dataset = try SeveralHeadsTests.planted()
    let network = try Self.recipe().network(for: dataset)
    let lstm = 4 * 6 * (1 + 6) + 2 * 4 * 6
    let count = lstm + (5 + 5) + (11 * 7 + 7) + (7 * 3 + 3) + (11 + 1)
    #expect(network.parameterCount == count)
    #expect(network.space.kind == .window(4))
    #expect(network.sources.map(\.name) == ["features", "features.4"])
    #expect(
      network.text
        == "heads({side: softmax((concat(input |> window(4) |> lstm(6) |> last, "
        + "input |> dense(5) |> relu) as #1) |> dense(7) |> tanh |> dense(3)), "
        + "size: #1 |> softplus})")
  }

  @Test func theGradientMatchesDifferences() throws {
    let dataset = try SeveralHeadsTests.planted()
    let network = try Self.recipe().network(for: dataset)
    #expect(try NetworkGradientTests.error(network, SeveralHeadsTests.loss, dataset) < 1e-5)
  }

  @Test func itLearnsBothTargets() throws {
    let run = try SeveralHeadsTests.run(Self.recipe()) { _ in }
    let scores = try run.evaluations(on: .test)
    #expect(try #require(scores[0]["accuracy"]).model > 0.85)
    #expect(try #require(scores[1]["corr"]).model > 0.9)
  }

  @Test func picksReadFeaturesByName() throws {
    let dataset = try Training.linear()
    let picked = try ModelRecipe(
      Chain([
        Self.link("pick", ["names": .list([.text("b")])]), Self.dense(1),
      ])
    ).network(for: dataset)
    #expect(picked.parameterCount == 2)
    let failure = #expect(throws: Failure.self) {
      try ModelRecipe(
        Chain([Self.link("pick", ["names": .text("c")]), Self.dense(1)])
      ).network(for: dataset)
    }
    #expect(failure?.message == "pick: the dataset has no feature 'c'")
  }

  @Test func sumsNeedEqualWidths() throws {
    let (a, b) = (
      try ChainNode.input.appending(Self.dense(4)), try ChainNode.input.appending(Self.dense(5))
    )
    let chain = Chain(try ChainNode.joined(AddLayer.self, [a, b]).appending(Self.dense(1)))
    let failure = #expect(throws: Failure.self) {
      try ModelRecipe(chain).network(for: Training.linear())
    }
    #expect(failure?.message == "add joins chains of one width, not 4 and 5")
  }

  @Test func windowsStandRightAfterTheInput() throws {
    #expect(throws: Failure.self) {
      try ChainNode.input.appending(Self.dense(4))
        .appending(Self.link("window", ["rows": .number(3)]))
    }
  }

  @Test func depthIsBounded() throws {
    #expect(throws: Failure.self) {
      try Chain((0..<1200).map { _ in try Self.link("relu") })
    }
  }
}
