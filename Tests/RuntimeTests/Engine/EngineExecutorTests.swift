import Testing

@testable import Runtime

@Suite struct EngineExecutorTests {
  /// A dense net 3-4-1 with layer norm and dropout on gathered rows, trained on mean squares.
  static func program(_ precision: Precision, dropout: Double = 0) throws -> Program {
    let x = try Expression.gatherRows(source: "x", width: 3, count: 5)
    let y = try Expression.input("y", shape: [5])
    let w1 = try Expression.parameter("dense1.weight", shape: [4, 3])
    let b1 = try Expression.parameter("dense1.bias", shape: [4])
    let gain = try Expression.parameter("norm1.gain", shape: [4])
    let bias = try Expression.parameter("norm1.bias", shape: [4])
    let w2 = try Expression.parameter("dense2.weight", shape: [1, 4])
    let b2 = try Expression.parameter("dense2.bias", shape: [1])
    var h = try Expression.addBias(.matmulTransposed(x, w1), b1)
    h = try .relu(.layerNorm(h, gain: gain, bias: bias))
    h = try .dropout(h, rate: dropout, stream: 1)
    let p = try Expression.reshape(.addBias(.matmulTransposed(h, w2), b2), [5])
    let loss = try Expression.mean(.square(.subtract(p, y)))
    return try Compiler.training(
      loss: loss, parameters: [w1, b1, gain, bias, w2, b2], outputs: [ProgramOutput("p", p)],
      precision: precision)
  }

  static func executor(_ precision: Precision, dropout: Double = 0) throws -> Executor {
    let executor = Executor(try program(precision, dropout: dropout), seed: 7)
    let x = (0..<30).map { Double(($0 * 7) % 11) / 5 - 1 }
    try executor.bind(try SourceMatrix(x, columns: 3), to: "x")
    try executor.setIndex([0, 3, 9, 4, 7])
    try executor.setInput("y", [0.1, -0.2, 0.3, 0, 1])
    let weights = (0..<executor.program.weightCount).map { Double(($0 * 5) % 7) / 7 - 0.4 }
    try executor.set(.weights, to: weights)
    return executor
  }

  @Test func trainingLowersTheLoss() throws {
    let executor = try Self.executor(.float32)
    executor.learningRate = 0.01
    let first = try executor.step()
    var last = first
    for _ in 0..<200 { last = try executor.step() }
    #expect(first.isFinite)
    #expect(last.loss < first.loss / 4)
  }

  @Test func gradientMatchesDifferences() throws {
    let executor = try Self.executor(.float64)
    _ = try executor.computeGradient()
    let gradient = try executor.values(of: .gradient)
    let weights = try executor.values(of: .weights)
    for index in weights.indices {
      var shifted = weights
      shifted[index] += 1e-6
      try executor.set(.weights, to: shifted)
      let up = try executor.computeGradient().loss
      shifted[index] -= 2e-6
      try executor.set(.weights, to: shifted)
      let down = try executor.computeGradient().loss
      #expect(abs((up - down) / 2e-6 - gradient[index]) < 1e-7)
    }
  }

  @Test(arguments: [Precision.float32, .float64])
  func theSameRunGivesTheSameBits(_ precision: Precision) throws {
    func train() throws -> [Double] {
      let executor = try Self.executor(precision, dropout: 0.4)
      for _ in 0..<20 { _ = try executor.step() }
      return try executor.values(of: .weights)
    }
    #expect(try train() == train())
  }

  @Test(arguments: [Precision.float32, .float64])
  func nothingIsReadBeforeItIsWritten(_ precision: Precision) throws {
    let (clean, poisoned) = (
      try Self.executor(precision, dropout: 0.4), try Self.executor(precision, dropout: 0.4)
    )
    for _ in 0..<5 {
      poisoned.arena.poison(from: poisoned.program.persistentCount)
      #expect(try clean.step() == poisoned.step())
    }
    #expect(try clean.values(of: .weights) == poisoned.values(of: .weights))
  }

  @Test func aTrainingCarriedOverGivesTheSameBits() throws {
    let whole = try Self.executor(.float32, dropout: 0.4)
    for _ in 0..<10 { _ = try whole.step() }
    let first = try Self.executor(.float32, dropout: 0.4)
    for _ in 0..<4 { _ = try first.step() }
    let second = try Self.executor(.float32, dropout: 0.4)
    for vector in [StateVector.weights, .firstMoment, .secondMoment] {
      try second.set(vector, to: first.floats(of: vector))
    }
    (second.batchCount, second.updateCount) = (first.batchCount, first.updateCount)
    for _ in 0..<6 { _ = try second.step() }
    #expect(try whole.floats(of: .weights) == second.floats(of: .weights))
  }

  @Test func aBadBatchLeavesTheWeightsAlone() throws {
    let executor = try Self.executor(.float32)
    _ = try executor.step()
    let before = try (executor.values(of: .weights), executor.values(of: .firstMoment))
    try executor.setInput("y", [0, .nan, 0, 0, 0])
    let result = try executor.step()
    #expect(!result.isFinite)
    #expect(try executor.values(of: .weights) == before.0)
    #expect(try executor.values(of: .firstMoment) == before.1)
    #expect(executor.batchCount == 2 && executor.updateCount == 1)
    #expect(try executor.firstNonFinite()?.contains("subtract") == true)
    try executor.setInput("y", [0, 0, 0, 0, 0])
    #expect(try executor.step().isFinite)
    #expect(try executor.values(of: .weights) != before.0)
  }

  @Test func clippingBoundsTheUpdate() throws {
    let w = try Expression.parameter("w", shape: [2])
    let loss = try Expression.sum(.multiply(w, .tensor([30, 40], shape: [2])))
    let executor = Executor(
      try Compiler.training(
        loss: loss, parameters: [w], optimiser: OptimiserRecipe(.sgd), precision: .float64))
    executor.clip = 5
    executor.learningRate = 1
    #expect(try executor.step().gradientNorm == 50)
    let weights = try executor.values(of: .weights)
    #expect(abs(weights[0] + 3) < 1e-6 && abs(weights[1] + 4) < 1e-6)
    #expect(try executor.values(of: .gradient) == [30, 40])
  }

  @Test func liveNumbersTakeEffectInTheNextStep() throws {
    let w = try Expression.parameter("w", shape: [1])
    let k = Expression(live: "k", value: 2)
    let loss = try Expression.sum(.multiply(k, w))
    let executor = Executor(
      try Compiler.training(loss: loss, parameters: [w], precision: .float64))
    try executor.set(.weights, to: [Double]([3]))
    #expect(try executor.computeGradient().loss == 6)
    #expect(executor.setLive("k", 5))
    #expect(try executor.computeGradient().loss == 15)
    #expect(try executor.values(of: .gradient) == [5])
    #expect(!executor.setLive("other", 1))
    #expect(executor.program.liveNames == ["k"])
  }

  @Test func badBindingsAreRefused() throws {
    let executor = Executor(try Self.program(.float32))
    #expect(throws: Failure.self) { try executor.step() }
    #expect(throws: Failure.self) {
      try executor.bind(SourceMatrix([1.0, 2], columns: 2), to: "x")
    }
    #expect(throws: Failure.self) { try executor.bind(SourceMatrix([1.0], columns: 1), to: "z") }
    #expect(throws: Failure.self) { try SourceMatrix([1.0, 2, 3], columns: 2) }
    try executor.bind(SourceMatrix([Float](repeating: 0, count: 6), columns: 3), to: "x")
    try executor.setIndex([0, 1, -1, 0, 1])
    #expect(try executor.step().isFinite)
    try executor.setIndex([0, 1, 2, 0, 1])
    #expect(throws: Failure.self) { try executor.step() }
    try executor.setIndex([0, 1, -2, 0, 1])
    #expect(throws: Failure.self) { try executor.step() }
    #expect(throws: Failure.self) { try executor.setIndex([0]) }
    #expect(throws: Failure.self) { try executor.setIndex([0, 0, 0, 0, 0], for: "dates") }
    #expect(throws: Failure.self) { try executor.setInput("y", [1]) }
    #expect(throws: Failure.self) { try executor.setInput("q", [1]) }
    #expect(throws: Failure.self) { try executor.set(.weights, to: [Double]([1])) }
    #expect(throws: Failure.self) { try executor.output("q") }
    #expect(throws: Failure.self) { try executor.scalar("q") }
  }

  @Test func forwardAndTrainingAgreeOnTheLayoutOfWeights() throws {
    let w = try Expression.parameter("w", shape: [3, 2])
    let b = try Expression.parameter("b", shape: [3])
    let x = try Expression.gatherRows(source: "x", width: 2, count: 1)
    let p = try Expression.addBias(.matmulTransposed(x, w), b)
    let forward = Executor(
      try Compiler.forward([ProgramOutput("p", p)], parameters: [w, b], precision: .float64))
    try forward.bind(SourceMatrix([10.0, 100], columns: 2), to: "x")
    try forward.setIndex([0])
    try forward.set(.weights, to: [Double]([1, 2, 3, 4, 5, 6, 7, 8, 9]))
    try forward.run()
    #expect(try forward.output("p") == [217, 438, 659])
    #expect(throws: Failure.self) { try forward.step() }
    #expect(throws: Failure.self) { try forward.values(of: .gradient) }
  }
}
