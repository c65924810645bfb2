import Testing

@testable import Runtime

/// The networks on windows as graphs of several heads.
struct MultiHeadTests {
  /// A small `cnn_lstm` on classes with labels of all three heads.
  struct Fixture {
    let network: Network
    let dataset: Dataset
    let batch = 16
    let parameters: [Expression]
    let output: Network.Output

    init(_ options: [String: OperatorArgument] = [:]) throws {
      let all: [String: OperatorArgument] = [
        "window": .number(8), "width": .number(0.05), "dropout": .number(0),
      ]
      dataset = try ArchitectureCountTests.dataset(3, ArchitectureCountTests.classes)
      network = try ArchitectureCountTests.network(
        "cnn_lstm", all.merging(options) { $1 }, dataset)
      parameters = try network.parameters.map {
        try .parameter($0.name, shape: $0.shape)
      }
      output = try network.build(batch: batch)
    }

    /// `cross-entropy + 0.3 mse + 0.3 huber`.
    func loss() throws -> Expression {
      let codes = try Expression.tensor((0..<batch).map { Double($0 % 3) }, shape: [batch])
      let level = try Expression.tensor((0..<batch).map { 0.1 + Double($0 % 4) }, shape: [batch])
      let direction = try Expression.crossEntropy(
        logits: output.heads[0].logit, codes: codes, smoothing: 0.1, weights: [0.5, 1, 2])
      let volatility = try Expression.square(
        .subtract(output.heads[1].prediction, level))
      let error = try Expression.subtract(output.heads[2].prediction, level)
      let magnitude = try Expression.subtract(
        .softplus(error), .multiply(error, Expression(constant: 0.5)))
      let parts = try [
        Expression.divide(.sum(direction.losses), .sum(direction.weights)),
        .multiply(.mean(volatility), Expression(constant: 0.3)),
        .multiply(.mean(magnitude), Expression(constant: 0.3)),
      ]
      return try .add(parts[0], .add(parts[1], parts[2]))
    }

    func bind(_ executor: Executor, at start: Int32 = 20) throws {
      let source = network.sources[0]
      try executor.bind(source.matrix, to: source.name)
      let order = (0..<Int32(batch)).map { $0 }
      try executor.index(source.index).write(
        RowNumbers(order.map { start + 3 * $0 }), order, from: 0, of: source)
    }
  }

  @Test func theSumOfHeadLossesFalls() throws {
    let fixture = try Fixture(["dropout": .number(0.1)])
    let program = try Compiler.training(
      loss: fixture.loss(), parameters: fixture.parameters, updates: fixture.output.updates)
    let executor = Executor(program, seed: 3)
    try executor.set(.weights, to: fixture.network.startWeights(seed: 2))
    executor.learningRate = 0.01
    executor.clip = 1
    try fixture.bind(executor)
    let losses = try (0..<150).map { _ in try executor.step() }
    #expect(losses.allSatisfy { $0.isFinite })
    #expect(losses[149].loss < 0.6 * losses[0].loss)

    let heads = fixture.output.heads.map { ProgramOutput($0.name, $0.prediction) }
    let reader = Executor(try Compiler.forward(heads, parameters: fixture.parameters))
    try reader.set(.weights, to: executor.floats(of: .weights))
    try fixture.bind(reader)
    try reader.run()
    let shares = try reader.output("direction")
    for row in 0..<fixture.batch {
      #expect(abs(shares[3 * row..<3 * row + 3].reduce(0, +) - 1) < 1e-5)
    }
    #expect(try reader.output("volatility").allSatisfy { $0 > 0 })
  }

  /// Every weight tensor at its steepest element.
  @Test func theWholeGraphMatchesDifferences() throws {
    let fixture = try Fixture()
    let program = try Compiler.training(
      loss: fixture.loss(), parameters: fixture.parameters, updates: fixture.output.updates,
      precision: .float64)
    let executor = Executor(program)
    var weights = fixture.network.startWeights(seed: 4)
    try fixture.bind(executor)
    func loss() throws -> Double {
      try executor.set(.weights, to: weights)
      return try executor.computeGradient().loss
    }
    _ = try loss()
    let gradient = try executor.values(of: .gradient)
    let scale = gradient.reduce(0) { max($0, abs($1)) }
    for parameter in program.parameters {
      let range = parameter.offset..<parameter.offset + parameter.count
      let place = range.max { abs(gradient[$0]) < abs(gradient[$1]) } ?? range.lowerBound
      let (old, step) = (weights[place], 1e-6)
      weights[place] = old + step
      let up = try loss()
      weights[place] = old - step
      let down = try loss()
      weights[place] = old
      let slope = (up - down) / (2 * step)
      #expect(abs(slope - gradient[place]) < 1e-7 * scale, "\(parameter.name)")
    }
  }

  @Test func unusedHeadsHaveNoGradient() throws {
    let fixture = try Fixture()
    let loss = try Expression.mean(fixture.output.heads[1].prediction)
    let program = try Compiler.training(
      loss: loss, parameters: fixture.parameters, updates: fixture.output.updates)
    let executor = Executor(program)
    try executor.set(.weights, to: fixture.network.startWeights(seed: 4))
    try fixture.bind(executor)
    _ = try executor.computeGradient()
    let gradient = try executor.values(of: .gradient)
    for parameter in program.parameters {
      let own = gradient[parameter.offset..<parameter.offset + parameter.count]
      if parameter.name.hasPrefix("direction") || parameter.name.hasPrefix("magnitude") {
        #expect(own.allSatisfy { $0 == 0 }, "\(parameter.name)")
      }
      if parameter.name == "volatility1.output.weight" { #expect(own.contains { $0 != 0 }) }
    }
  }

  @Test(arguments: ["lstm", "wavenet", "cnn_lstm"])
  func oneLossTrainsThem(_ name: String) throws {
    let dataset = try SequenceNetworkTests.delayed()
    let small: [String: OperatorArgument] =
      name == "lstm"
      ? ["window": .number(5), "hidden": .number(8), "head": .list([.number(4)])]
      : ["window": .number(5), "width": .number(name == "wavenet" ? 0.2 : 0.05)]
    let network = try ArchitectureCountTests.network(name, small, dataset)
    let problem = try TrainingProblem(
      dataset: dataset, network: network, loss: .mse, values: DataFixture.values)
    let run = try Training.run(problem, Training.options { $0.epochs = 3 })
    let history = run.state.history
    #expect(history.count == 3 && history[2].trainLoss < history[0].trainLoss)
    let found = try run.predictions(on: .test)
    #expect(found.contains { $0.isFinite })
  }
}

/// The data fixture by a name that a nested `Fixture` does not hide.
typealias DataFixture = Fixture
