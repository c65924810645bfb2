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
}
