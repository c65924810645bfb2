import Testing

@testable import Runtime

/// The LSTM instruction against an LSTM of single operations, and against itself in parts.
@Suite struct EngineRecurrentTests {
  struct Net {
    let steps: Int
    let samples: Int
    let width: Int
    let units: Int

    func parameters() throws -> [Expression] {
      [
        try .parameter("x", shape: [steps, samples, width]),
        try .parameter("wx", shape: [4 * units, width]),
        try .parameter("wh", shape: [4 * units, units]),
        try .parameter("b", shape: [4 * units]),
      ]
    }

    func fused(_ p: [Expression]) throws -> Expression {
      try .lstm(p[0], inputWeight: p[1], recurrentWeight: p[2], bias: p[3])
    }

    func composed(_ p: [Expression]) throws -> Expression {
      var hidden: Expression?
      var cell: Expression?
      var all: [Expression] = []
      for step in 0..<steps {
        let x = try Expression.reshape(
          .steps(p[0], from: step, count: 1), [samples, width])
        var z = try Expression.addBias(.matmulTransposed(x, p[1]), p[3])
        if let hidden { z = try .add(z, .matmulTransposed(hidden, p[2])) }
        func gate(_ index: Int) throws -> Expression {
          try .slice(z, from: index * units, count: units)
        }
        var next = try Expression.multiply(.sigmoid(gate(0)), .tanh(gate(2)))
        if let cell { next = try .add(next, .multiply(.sigmoid(gate(1)), cell)) }
        let out = try Expression.multiply(.sigmoid(gate(3)), .tanh(next))
        (hidden, cell) = (out, next)
        all.append(try .reshape(out, [1, samples, units]))
      }
      return try .joinSteps(all)
    }

    /// A loss that weighs every hidden state differently.
    func loss(_ hidden: Expression) throws -> Expression {
      let weights = (0..<hidden.elementCount).map { Double($0 * 7919 % 101) / 50 - 1 }
      return try .sum(.multiply(hidden, .tensor(weights, shape: hidden.dimensions ?? [])))
    }

    var numbers: [Double] {
      let count = steps * samples * width + 4 * units * (width + units + 1)
      return (0..<count).map { (Double($0 * 7919 % 1009) / 1009 - 0.5) * 0.8 }
    }

    func gradient(
      _ build: ([Expression]) throws -> Expression, precision: Precision = .float64
    ) throws -> (loss: Double, gradient: [Double]) {
      let parameters = try parameters()
      let program = try Compiler.training(
        loss: loss(build(parameters)), parameters: parameters, precision: precision)
      let executor = Executor(program)
      try executor.set(.weights, to: numbers)
      let result = try executor.computeGradient()
      return (result.loss, try executor.values(of: .gradient))
    }
  }

  @Test(arguments: [
    Net(steps: 1, samples: 3, width: 2, units: 5), Net(steps: 7, samples: 9, width: 3, units: 8),
    Net(steps: 4, samples: 16, width: 14, units: 19),
  ])
  func agreesWithSingleOperations(_ net: Net) throws {
    let fused = try net.gradient(net.fused)
    let composed = try net.gradient(net.composed)
    #expect(abs(fused.loss - composed.loss) < 1e-12)
    let worst = zip(fused.gradient, composed.gradient).map { abs($0 - $1) }.max() ?? 1
    #expect(worst < 1e-12)
  }

  @Test func gatesComputedAgainGiveTheGradientOfKeptOnes() throws {
    let large = Net(steps: 9, samples: 640, width: 5, units: 48)
    let sizes = LSTMSizes(steps: 9, samples: 640, width: 5, units: 48)
    #expect(!sizes.keepsGates && sizes.parts > 1 && sizes.span < 9)
    let fused = try large.gradient(large.fused)
    let composed = try large.gradient(large.composed)
    #expect(abs(fused.loss - composed.loss) < 1e-9)
    let scale = composed.gradient.map(abs).max() ?? 1
    let worst = zip(fused.gradient, composed.gradient).map { abs($0 - $1) }.max() ?? 1
    #expect(worst < 1e-12 * scale)
  }

  @Test func oneAndTwoThreadsGiveTheSameBits() throws {
    let large = Net(steps: 9, samples: 640, width: 5, units: 48)
    let before = EngineThreads.count
    defer { EngineThreads.count = before }
    EngineThreads.count = 1
    let one = try large.gradient(large.fused, precision: .float32)
    EngineThreads.count = 2
    let two = try large.gradient(large.fused, precision: .float32)
    #expect(one.gradient == two.gradient)
    #expect(one.loss == two.loss)
  }

  @Test func shapesThatDoNotFitAreRefused() throws {
    let x = try Expression.parameter("x", shape: [3, 2, 4])
    let wx = try Expression.parameter("wx", shape: [8, 5])
    let wh = try Expression.parameter("wh", shape: [8, 2])
    let b = try Expression.parameter("b", shape: [8])
    #expect(throws: Failure.self) {
      try Expression.lstm(x, inputWeight: wx, recurrentWeight: wh, bias: b)
    }
    #expect(throws: Failure.self) {
      try Expression.lstm(x, inputWeight: wx, recurrentWeight: b, bias: b)
    }
  }
}
