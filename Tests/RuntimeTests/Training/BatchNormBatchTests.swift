import Testing

@testable import Runtime

/// Batch norms on batches that are only partly full, and on several batches a step.
struct BatchNormBatchTests {
  static let layers: [[(String, [String: OperatorArgument])]] = [
    [("flatten", [:]), ("dense", ["units": .number(4)]), ("batchnorm", [:]), ("tanh", [:])],
    [
      ("conv1d", ["channels": .number(4), "padding": .text("same")]), ("batchnorm", [:]),
      ("tanh", [:]), ("globalpool", [:]),
    ],
  ]

  private static func engine(
    _ network: Network, _ dataset: Dataset, size: Int, isMasked: Bool
  ) throws -> BatchEngine {
    let assembly = Assembly(dataset: dataset, network: network, loss: .mse, isMasked: isMasked)
    let engine = try BatchEngine(
      assembly.trainingProgram(batch: size, optimiser: OptimiserRecipe(.sgd), precision: .float64),
      size: size, network: network, values: Fixture.values)
    try engine.executor.set(.weights, to: network.startWeights(seed: 3).map { Float($0) })
    return engine
  }

  /// A program of nine with five samples in it does what one of five does: loss, gradient, moments.
  @Test(arguments: layers.indices) func fillerEntersNoMoment(_ index: Int) throws {
    let dataset = try NetworkTests.wide(3)
    let network = try SequenceNetworkTests.chain(6, Self.layers[index]).network(for: dataset)
    let problem = try TrainingProblem(
      dataset: dataset, network: network, loss: .mse, values: Fixture.values)
    let order: [Int32] = [4, 9, 2, 17, 11]
    let full = try Self.engine(network, dataset, size: 5, isMasked: false)
    try full.feed(problem.training, order, from: 0)
    let masked = try Self.engine(network, dataset, size: 9, isMasked: true)
    try masked.feed(problem.training, order, 0..<5)
    let (a, b) = (try full.executor.computeGradient(), try masked.executor.computeGradient())
    #expect(abs(a.loss - b.loss) < 1e-12)
    let (x, y) = (
      try full.executor.floats(of: .gradient), try masked.executor.floats(of: .gradient)
    )
    #expect(x.contains { abs($0) > 1e-4 })
    #expect(zip(x, y).allSatisfy { abs($0 - $1) < 1e-6 })
    try full.executor.writeState()
    try masked.executor.writeState()
    let (s, t) = (try full.executor.floats(of: .weights), try masked.executor.floats(of: .weights))
    #expect(zip(s, t).allSatisfy { abs($0 - $1) < 1e-6 })
  }

  /// Two batches a step move the running statistics twice, as two steps at a rate of 0 do.
  @Test func everyBatchOfAStepMovesTheRunningStatistics() throws {
    let dataset = try NetworkTests.wide(3)
    let network = try SequenceNetworkTests.chain(6, Self.layers[0]).network(for: dataset)
    func weights(accumulate: Int, steps: Int) throws -> [Float] {
      let problem = try TrainingProblem(
        dataset: dataset, network: network, loss: .mse, values: Fixture.values)
      let options = Training.options {
        $0.batch = 8
        $0.accumulate = accumulate
        $0.learningRate = 0
        $0.weightDecay = 0
      }
      let start = network.startWeights(seed: 42).map { Float($0) }
      let trainer = try Trainer(
        problem, state: RunState(weights: start, options: options, lossOptions: []))
      for _ in 0..<steps { try trainer.step() }
      return try trainer.synchronise().weights
    }
    let together = try weights(accumulate: 2, steps: 1)
    #expect(try together == weights(accumulate: 1, steps: 2))
    #expect(try together != weights(accumulate: 1, steps: 1))
  }
}
