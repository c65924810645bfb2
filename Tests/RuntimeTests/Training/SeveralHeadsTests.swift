import Testing

@testable import Runtime

/// Trainings of networks with several outputs on datasets with several targets.
struct SeveralHeadsTests {
  /// The next row's class, sign and size follow this row's number.
  static func planted(rows: Int = 900) throws -> Dataset {
    let random = CounterRandom(seed: 8, purpose: .weights, stream: 97)
    let x = (0..<rows).map { random.uniform(step: 0, element: $0) }
    let codes = x.indices.map { $0 == 0 ? 0 : min(2, (3 * x[$0 - 1]).rounded(.down)) }
    let size = x.indices.map { $0 == 0 ? 0.1 : 0.1 + x[$0 - 1] * x[$0 - 1] }
    let frame = Fixture.frame(
      [("x", x), ("size", size)], category: ("side", codes, ["down", "flat", "up"]))
    func target(_ name: String) throws -> Target {
      try Target(name: name, expression: Expression(Shift(bars: -1), [Fixture.leaf(frame, name)]))
    }
    return try Dataset(
      Fixture.features(frame, ["x"]), targets: [target("side"), target("size")],
      split: .fractions(train: 0.7, validation: 0.15, test: 0.15), values: Fixture.values)
  }

  static let loss = Loss.weighed([
    .init("side", .crossEntropy), .init("size", .mse, weight: 0.3),
  ])

  static func run(_ recipe: ModelRecipe, _ change: (inout TrainingOptions) -> Void) throws -> Run {
    let problem = try Training.problem(planted(), recipe, loss: loss)
    return try Training.run(
      problem,
      Training.options {
        $0.epochs = 40
        $0.learningRate = 2e-2
        change(&$0)
      })
  }

  @Test func everyHeadLearnsItsTarget() throws {
    let run = try Self.run(Training.mlp([16])) { $0.monitor = "val.side.accuracy" }
    #expect(run.network.heads.map(\.name) == ["side", "size"])
    #expect(run.network.heads.map(\.link) == [.softmax, .identity])
    let scores = try run.evaluations(on: .test)
    #expect(scores.map(\.target) == ["side", "size"])
    #expect(try #require(scores[0]["accuracy"]).model > 0.85)
    #expect(try #require(scores[0]["auc"]).model > 0.9)
    #expect(abs(try #require(scores[0]["auc"]).base - 0.5) < 1e-9)
    #expect(try #require(scores[1]["corr"]).model > 0.95)
    let record = try #require(run.state.history.last)
    #expect(record.score("side.accuracy") != nil && record.score("size.mse") != nil)
    #expect(record.tracks.map(\.name) == ["side.loss", "size.loss"])
  }

  @Test func predictionsHaveAColumnPerClass() throws {
    let run = try Self.run(Training.mlp([8])) { $0.epochs = 3 }
    let outputs = try run.outputs(on: .test)
    #expect(outputs.map(\.target.name) == ["side", "size"])
    #expect(outputs[0].shares.count == 3 && outputs[1].shares.isEmpty)
    let rows = outputs[0].values.indices.filter { !outputs[0].values[$0].isNaN }
    #expect(!rows.isEmpty)
    for row in rows {
      let shares = outputs[0].shares.map { $0[row] }
      #expect(abs(shares.reduce(0, +) - 1) < 1e-5)
      #expect(shares.firstIndex(of: shares.max() ?? 0) == Int(outputs[0].values[row]))
    }
  }

  @Test func aWeightOfZeroLeavesAHeadAsItWas() throws {
    let problem = try Training.problem(
      Self.planted(), Training.mlp([8]),
      loss: .weighed([.init("side", .crossEntropy), .init("size", .mse, weight: 0)]))
    let run = try Training.run(problem, Training.options { $0.keep = .last })
    let start = problem.network.startWeights(seed: run.state.options.seed).map { Float($0) }
    var offset = 0
    for parameter in problem.network.parameters {
      let range = offset..<offset + parameter.count
      offset += parameter.count
      let isSame = Array(start[range]) == Array(run.weights[range])
      #expect(isSame == parameter.name.hasPrefix("size"), "\(parameter.name)")
    }
  }

  @Test func weightsOfHeadsAreLive() throws {
    let problem = try Training.problem(Self.planted(), Training.mlp([8]), loss: Self.loss)
    let run = try Run(name: "s1", problem: problem, options: Training.options())
    try run.set("size_weight", to: 2)
    try run.train()
    #expect(run.state.lossOptions.contains(.init("size_weight", 2)))
    #expect(run.state.journal.map(\.name) == ["size_weight"])
  }

  @Test func checkpointsAndRepeatsGiveTheSameBits() throws {
    let first = try Self.run(Training.mlp([8])) { $0.epochs = 3 }
    let second = try Self.run(Training.mlp([8])) { $0.epochs = 3 }
    #expect(first.state.weights == second.state.weights)
    let state = try RunState(json: first.state.json, weightCount: first.weights.count)
    #expect(state.history.map(\.scores) == first.state.history.map(\.scores))
  }

  @Test func monitorsNameTheirHead() throws {
    let failure = #expect(throws: Failure.self) {
      try Self.run(Training.mlp([8])) { $0.monitor = "val.accuracy" }
    }
    #expect(failure?.hint?.contains("val.side.accuracy") == true)
  }

  static func heads(_ fields: [(String, OperatorArgument)]) -> OperatorArgument {
    .record(fields.map { (name: $0.0, value: $0.1) })
  }

  @Test func cnnLstmTrainsTheHeadsItIsTold() throws {
    let classes = Self.heads([("recipe", .text("softmax")), ("0", .number(3))])
    let recipe = try ModelRecipe(
      CnnLstmNetwork.self,
      BoundOptions([
        "window": .number(4), "width": .number(0.05),
        "heads": Self.heads([("side", classes), ("size", .text("softplus"))]),
      ]))
    let run = try Self.run(recipe) { $0.epochs = 2 }
    #expect(run.network.heads.map(\.link) == [.softmax, .softplus])
    #expect(try run.outputs(on: .test)[1].values.contains { $0 > 0 })
    #expect(run.network.text.contains("heads={side: softmax(3), size: softplus}"))
  }

  @Test(arguments: [
    (["side": OperatorArgument.text("softplus")], "head 'side' has one number"),
    (["other": .text("softplus")], "the dataset has no target 'other'"),
    (["size": .text("softmax")], "head 'size' has classes"),
  ])
  func headsFollowTheirTargets(_ fields: [String: OperatorArgument], _ message: String) throws {
    let failure = #expect(throws: Failure.self) {
      try ModelRecipe(
        MlpNetwork.self,
        BoundOptions(["heads": Self.heads(fields.map { ($0.key, $0.value) })])
      ).network(for: Self.planted())
    }
    #expect(failure?.message.hasPrefix(message) == true, "\(failure?.message ?? "")")
  }

  @Test func networksOfOneOutputRefuseSeveralTargets() throws {
    let failure = #expect(throws: Failure.self) {
      try ModelRecipe(HarNetwork.self, BoundOptions()).network(for: Self.planted())
    }
    #expect(failure?.message.hasPrefix("har has one output") == true)
  }
}
