import Testing

@testable import Runtime

/// Batch norm and the state that a training step writes.
@Suite struct EngineBatchNormTests {
  typealias Sequences = EngineSequenceTests

  struct Fixture {
    let result: Expression
    let parameters: [Expression]
    let updates: [StateUpdate]
    let values: [Double]

    init() throws {
      let x = try Sequences.Input.sequence()
      let gain = try Sequences.Input("g", [4], 7, 11, 8)
      let bias = try Sequences.Input("b", [4], 5, 9, 7)
      let mean = try Expression.parameter("running_mean", shape: [4])
      let variance = try Expression.parameter("running_var", shape: [4])
      let norm = try Expression.batchNorm(
        x.node, gain: gain.node, bias: bias.node, runningMean: mean, runningVariance: variance)
      (result, updates) = (norm.value, norm.updates)
      parameters = [x.node, gain.node, bias.node, mean, variance]
      values =
        x.values + gain.values + bias.values + [0.1, -0.2, 0, 0.3] + [1, 0.5, 2, 0.1]
    }

    func executor(_ precision: Precision) throws -> Executor {
      let program = try Compiler.training(
        loss: EngineGradientTests.loss(result), parameters: parameters,
        outputs: [ProgramOutput("value", result)], updates: updates, precision: precision)
      let executor = Executor(program)
      try executor.set(.weights, to: values)
      return executor
    }
  }

  @Test(arguments: [(Precision.float64, 1e-12), (.float32, 2e-5)])
  func followsPyTorch(_ precision: Precision, _ tolerance: Double) throws {
    let reference = try Sequences.reference("batch_norm")
    let executor = try Fixture().executor(precision)
    executor.learningRate = 0
    _ = try executor.step()
    Sequences.expect(try executor.output("value"), reference["value"], within: tolerance)
    let gradient = try executor.values(of: .gradient)
    let wanted = ["x", "g", "b"].flatMap { reference[$0] ?? [] }
    Sequences.expect(Array(gradient[..<92]), wanted, within: tolerance)
    #expect(gradient[92...].allSatisfy { $0 == 0 })
    let weights = try executor.values(of: .weights)
    Sequences.expect(Array(weights[92..<96]), reference["running_mean"], within: tolerance)
    Sequences.expect(Array(weights[96...]), reference["running_var"], within: tolerance)
  }

  @Test func evaluationUsesTheRunningStatistics() throws {
    let reference = try Sequences.reference("batch_norm")
    let fixture = try Fixture()
    let executor = Executor(
      try Compiler.forward(
        [ProgramOutput("value", fixture.result)], parameters: fixture.parameters,
        precision: .float64))
    let state = (reference["running_mean"] ?? []) + (reference["running_var"] ?? [])
    try executor.set(.weights, to: fixture.values[..<92] + state)
    try executor.run()
    Sequences.expect(try executor.output("value"), reference["evaluated"])
  }

  @Test func matchesDifferences() throws {
    let fixture = try Fixture()
    let check = try GradientCheck.run(
      EngineGradientTests.loss(fixture.result), parameters: fixture.parameters,
      values: fixture.values)
    #expect(check.relativeError < 1e-6, "\(check.entries)")
  }

  @Test func theOptimiserLeavesStateAlone() throws {
    let executor = try Fixture().executor(.float64)
    (executor.learningRate, executor.weightDecay) = (0.1, 0.5)
    let before = try executor.values(of: .weights)
    _ = try executor.step()
    let after = try executor.values(of: .weights)
    // A tenth of the way to the statistics of the batch, whatever the learning rate.
    let still = try Fixture().executor(.float64)
    still.learningRate = 0
    _ = try still.step()
    #expect(Array(after[92...]) == Array(try still.values(of: .weights)[92...]))
    #expect(zip(after[..<92], before[..<92]).allSatisfy { $0 != $1 })
    for vector in [StateVector.firstMoment, .secondMoment] {
      #expect(try executor.values(of: vector)[92...].allSatisfy { $0 == 0 })
    }
  }

  @Test func aBadBatchWritesNoState() throws {
    let executor = try Fixture().executor(.float32)
    var values = try Fixture().values
    values[5] = .nan
    try executor.set(.weights, to: values)
    #expect(try executor.step().isFinite == false)
    #expect(try executor.floats(of: .weights)[92...] == values[92...].map(Float.init)[...])
  }

  @Test func longColumnsStayExact() throws {
    let rows = 40_000
    let x = try Expression.input("x", shape: [rows, 3])
    let program = try Compiler.forward(
      [ProgramOutput("moments", Expression(ChannelMoments(), [x]))])
    let executor = Executor(program)
    let values = (0..<rows * 3).map { 100 + Double(($0 * 7919) % 1000) / 1000 }
    try executor.setInput("x", values)
    try executor.run()
    let found = try executor.output("moments")
    for column in 0..<3 {
      let own = stride(from: column, to: values.count, by: 3).map { Double(Float(values[$0])) }
      let mean = own.reduce(0, +) / Double(rows)
      let variance = own.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(rows)
      #expect(abs(found[column] - mean) < 1e-4)
      #expect(abs(found[3 + column] - variance) < 1e-5 * variance)
    }
  }

  @Test func misplacedStateIsRefused() throws {
    let fixture = try Fixture()
    let loss = try EngineGradientTests.loss(fixture.result)
    let turned = Array(fixture.parameters.reversed())
    #expect(throws: Failure.self) {
      try Compiler.training(loss: loss, parameters: turned, updates: fixture.updates)
    }
    let wrong = StateUpdate(fixture.parameters[4], to: Expression(constant: 1))
    #expect(throws: Failure.self) {
      try Compiler.training(loss: loss, parameters: fixture.parameters, updates: [wrong])
    }
  }
}
