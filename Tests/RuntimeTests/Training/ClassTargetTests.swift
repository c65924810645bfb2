import Testing

@testable import Runtime

/// Targets of categories: a softmax head, cross-entropy, accuracy of the most probable class.
struct ClassTargetTests {
  /// The class of the next row is the third in which this row's number lies.
  static func planted() throws -> Dataset {
    let random = CounterRandom(seed: 8, purpose: .weights, stream: 97)
    let x = (0..<600).map { random.uniform(step: 0, element: $0) }
    let codes = x.indices.map { (row: Int) -> Double in
      row == 0 ? 0 : min(2, (3 * x[row - 1]).rounded(.down))
    }
    let frame = Fixture.frame([("x", x)], category: ("y", codes, ["down", "timeout", "up"]))
    let target = try Target(
      name: "y", expression: Expression(Shift(bars: -1), [Fixture.leaf(frame, "y")]))
    return try Dataset(
      Fixture.features(frame, ["x"]), targets: [target],
      split: .fractions(train: 0.7, validation: 0.15, test: 0.15), values: Fixture.values)
  }

  static func recipes() throws -> [ModelRecipe] {
    let dense = try SequenceNetworkTests.link("dense", ["units": .number(3)])
    return [
      try Training.mlp([16]),
      ModelRecipe(
        try Chain([
          try SequenceNetworkTests.link("dense", ["units": .number(16)]),
          try SequenceNetworkTests.link("tanh"), dense,
        ])),
      try ModelRecipe(
        LstmNetwork.self, BoundOptions(["window": .number(3), "hidden": .number(12)])),
    ]
  }

  @Test(arguments: 0..<3) func plantedClassesAreLearned(_ index: Int) throws {
    let dataset = try Self.planted()
    let problem = try Training.problem(dataset, Self.recipes()[index], loss: .crossEntropy)
    #expect(problem.network.link == .softmax)
    let run = try Training.run(
      problem,
      Training.options {
        $0.epochs = 40
        $0.learningRate = 2e-2
        $0.monitor = "val.accuracy"
      })
    let line = try #require(try run.evaluation(on: .test)["accuracy"])
    #expect(line.model > 0.85)
    #expect(line.base < 0.5)
    let found = try run.predictions(on: .test).filter { !$0.isNaN }
    #expect(Set(found).isSubset(of: [0, 1, 2]))
  }

  /// Cross-entropy of the class shares is their entropy: ln 3 to within the draw.
  @Test func theConstantBaselineIsTheEntropyOfTheShares() throws {
    let problem = try Training.problem(Self.planted(), Training.mlp([4]), loss: .crossEntropy)
    let trainer = try Trainer(problem, state: TrainerTests.start(problem, Training.options()))
    #expect(abs(trainer.constantLoss - 1.0986) < 0.03)
  }

  @Test func theGradientMatchesDifferences() throws {
    let dataset = try Self.planted()
    let check = try LossGradient(
      loss: .crossEntropy, dataset: dataset, values: Fixture.values
    ).check(samples: 8)
    #expect(check.relativeError < 1e-6)
    #expect(check.entries[0].count == 24)
    let network = try Self.recipes()[1].network(for: dataset)
    #expect(try NetworkGradientTests.error(network, .crossEntropy, dataset) < 1e-6)
  }

  @Test func networksOfOneNumberAreRefused() throws {
    let dataset = try Self.planted()
    let single = ModelRecipe(
      try Chain([try SequenceNetworkTests.link("dense", ["units": .number(1)])]))
    let failure = #expect(throws: Failure.self) { try single.network(for: dataset) }
    #expect(failure?.message.hasPrefix("the target has 3 classes") == true)
    #expect(throws: Failure.self) {
      try ModelRecipe(HarNetwork.self, BoundOptions()).network(for: dataset)
    }
    let numbers = try Training.linear()
    #expect(throws: Failure.self) {
      try Training.problem(numbers, Training.mlp([4]), loss: .crossEntropy)
    }
  }
}
