import Testing

@testable import Runtime

/// Operations on sequences against numbers that PyTorch made (Tests/Reference/sequences.py).
@Suite struct EngineSequenceTests {
  static let sequence = [7, 3, 4]

  static func values(_ shape: [Int], _ factor: Int, _ modulus: Int, _ scale: Double) -> [Double] {
    (0..<shape.reduce(1, *)).map { Double(($0 * factor) % modulus) / scale - 0.5 }
  }

  /// A parameter with its values.
  struct Input {
    let name: String
    let node: Expression
    let values: [Double]

    init(_ name: String, _ shape: [Int], _ factor: Int, _ modulus: Int, _ scale: Double) throws {
      self.name = name
      node = try .parameter(name, shape: shape)
      values = EngineSequenceTests.values(shape, factor, modulus, scale)
    }

    static func sequence() throws -> Input {
      try Input("x", EngineSequenceTests.sequence, 29, 83, 60)
    }
  }

  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let build: @Sendable () throws -> (result: Expression, inputs: [Input])
    var testDescription: String { name }

    init(_ name: String, _ build: @escaping @Sendable () throws -> (Expression, [Input])) {
      self.name = name
      self.build = { try build() }
    }

    /// A case of the sequence alone.
    static func alone(
      _ name: String, _ build: @escaping @Sendable (Expression) throws -> Expression
    ) -> Case {
      Case(name) {
        let x = try Input.sequence()
        return (try build(x.node), [x])
      }
    }

    static func convolution(
      _ name: String, _ shape: [Int], _ dilation: Int, _ padding: SequencePadding, _ groups: Int
    ) -> Case {
      Case(name) {
        let inputs = try [
          Input.sequence(), Input("w", shape, 37, 101, 100), Input("b", [shape[0]], 13, 17, 20),
        ]
        let result = try Expression.conv1d(
          inputs[0].node, weight: inputs[1].node, bias: inputs[2].node, dilation: dilation,
          padding: padding, groups: groups)
        return (result, inputs)
      }
    }

    static func crossEntropy(_ name: String, _ smoothing: Double, _ weights: [Double]?) -> Case {
      Case("cross_entropy_" + name) {
        let x = try Input("x", [6, 3], 29, 83, 20)
        let codes = try Expression.tensor([0, 2, 1, 1, 0, 2], shape: [6])
        let parts = try Expression.crossEntropy(
          logits: x.node, codes: codes, smoothing: smoothing, weights: weights)
        let mean = try Expression.divide(.sum(parts.losses), .sum(parts.weights))
        return (try .broadcast(mean, to: [1]), [x])
      }
    }
  }

  static let cases: [Case] = [
    .convolution("causal", [5, 4, 2], 3, .causal, 1),
    .convolution("same", [5, 4, 3], 1, .same, 1),
    .convolution("valid", [5, 4, 3], 2, .valid, 1),
    .convolution("pointwise", [6, 4, 1], 1, .causal, 1),
    .convolution("depthwise", [4, 1, 3], 1, .causal, 4),
    .convolution("grouped", [6, 2, 3], 1, .same, 2),
    .alone("max_pool") { try .maxPool($0, size: 2) },
    .alone("max_pool_overlap") { try .maxPool($0, size: 3, stride: 2) },
    .alone("average_pool") { try .averagePool($0, size: 3) },
    .alone("elu") {
      try .elu(.add(.multiply($0, Expression(constant: 3)), Expression(constant: 0.07)))
    },
    .alone("softmax") { try .softmax(.multiply($0, Expression(constant: 5))) },
    .alone("log_softmax") { try .logSoftmax(.multiply($0, Expression(constant: 5))) },
    .crossEntropy("plain", 0, nil), .crossEntropy("smooth", 0.1, nil),
    .crossEntropy("weighed", 0.1, [0.5, 2, 1.25]),
    Case("attention") {
      let inputs = try [
        Input.sequence(), Input("w", [5, 4], 37, 101, 40), Input("b", [5], 13, 17, 20),
        Input("u", [5], 11, 13, 5),
      ]
      let result = try Expression.attention(
        inputs[0].node, weight: inputs[1].node, bias: inputs[2].node, context: inputs[3].node)
      return (result, inputs)
    },
  ]

  /// The numbers of one case by name.
  static func reference(_ name: String) throws -> [String: [Double]] {
    let rows = try EngineReferenceTests.table("sequences").filter { $0[0] == name }
    return Dictionary(grouping: rows) { $0[1] }.mapValues { $0.compactMap { Double($0[2]) } }
  }

  static func expect(_ found: [Double], _ wanted: [Double]?, within tolerance: Double = 1e-12) {
    #expect(found.count == wanted?.count)
    let scale = max(1, wanted?.map(abs).max() ?? 1)
    for (x, y) in zip(found, wanted ?? []) { #expect(abs(x - y) <= tolerance * scale) }
  }

  @Test(arguments: cases) func followsPyTorch(_ item: Case) throws {
    let reference = try Self.reference(item.name)
    for (precision, tolerance) in [(Precision.float64, 1e-12), (.float32, 1e-5)] {
      let (result, inputs) = try item.build()
      let program = try Compiler.training(
        loss: EngineGradientTests.loss(result), parameters: inputs.map(\.node),
        outputs: [ProgramOutput("value", result)], precision: precision)
      let executor = Executor(program)
      try executor.set(.weights, to: inputs.flatMap(\.values))
      _ = try executor.computeGradient()
      Self.expect(try executor.output("value"), reference["value"], within: tolerance)
      let gradient = try executor.values(of: .gradient)
      for (input, parameter) in zip(inputs, program.parameters) {
        let range = parameter.offset..<parameter.offset + parameter.count
        Self.expect(Array(gradient[range]), reference[input.name], within: tolerance)
      }
    }
  }

  @Test(arguments: cases) func matchesDifferences(_ item: Case) throws {
    let (result, inputs) = try item.build()
    let check = try GradientCheck.run(
      EngineGradientTests.loss(result), parameters: inputs.map(\.node),
      values: inputs.flatMap(\.values))
    #expect(check.relativeError < 1e-6, "\(check.entries)")
  }

  static let composed: [Case] = [
    .alone("flatten") { try .square(.flattenSteps($0)) },
    .alone("steps") { try .multiply(.steps($0, from: 1, count: 3), .steps($0, from: 4, count: 3)) },
    .alone("last") { try .square(.lastStep($0)) },
    .alone("reverse") { try .multiply(.reverseSteps($0), $0) },
    .alone("join") { try .square(.joinSteps([.steps($0, from: 2, count: 1), .tanh($0)])) },
    .alone("mean") { try .square(.meanOverSteps($0)) },
    .alone("max") { try .square(.maxOverSteps($0)) },
    .alone("fold") {
      let wide = try Expression.unfold($0, taps: 3, dilation: 2, front: 3, steps: 6)
      return try Expression(
        Fold(taps: 3, dilation: 1, front: 1, steps: 5), [.square(wide)])
    },
  ]

  @Test(arguments: composed) func composedMatchesDifferences(_ item: Case) throws {
    let (result, inputs) = try item.build()
    let check = try GradientCheck.run(
      EngineGradientTests.loss(result), parameters: inputs.map(\.node),
      values: inputs.flatMap(\.values))
    #expect(check.relativeError < 1e-6, "\(check.entries)")
  }

  static func forward(
    _ build: (Expression) throws -> Expression, _ values: [Double]
  ) throws -> [Double] {
    let x = try Expression.input("x", shape: sequence)
    let executor = Executor(
      try Compiler.forward([ProgramOutput("y", build(x))], precision: .float64))
    try executor.setInput("x", values)
    try executor.run()
    return try executor.output("y")
  }

  @Test(arguments: [1, 2, 3]) func causalConvolutionsReadNoLaterStep(_ dilation: Int) throws {
    let weight = try Expression.tensor(Self.values([2, 4, 3], 37, 101, 100), shape: [2, 4, 3])
    func run(_ values: [Double]) throws -> [Double] {
      try Self.forward({ try .conv1d($0, weight: weight, dilation: dilation) }, values)
    }
    let values = Self.values(Self.sequence, 29, 83, 60)
    let plain = try run(values)
    for step in 0..<7 {
      var changed = values
      for index in (step * 12)..<values.count { changed[index] += 5 }
      let other = try run(changed)
      #expect(plain[..<(step * 6)] == other[..<(step * 6)])
      #expect(plain[(step * 6)...] != other[(step * 6)...])
    }
  }

  @Test func stepsAreWhereTheyBelong() throws {
    let values = (0..<84).map(Double.init)
    #expect(try Self.forward({ try .lastStep($0) }, values) == Array(values[72...]))
    let backwards = try Self.forward({ try .reverseSteps($0) }, values)
    #expect(backwards[..<12] == values[72...] && backwards[72...] == values[..<12])
    let flat = try Self.forward({ try .flattenSteps($0) }, values)
    #expect(Array(flat[28..<36]) == [4, 5, 6, 7, 16, 17, 18, 19])
  }

  @Test func softmaxHoldsFarFromZeroAndMissing() throws {
    var values = [Double](repeating: 0, count: 84)
    values.replaceSubrange(0..<8, with: [1000, 1000, -1000, 0, 1, .nan, 0, 0])
    let found = try Self.forward({ try .softmax($0) }, values)
    #expect(Array(found[0..<4]) == [0.5, 0.5, 0, 0])
    #expect(found[4..<8].allSatisfy(\.isNaN) && found[8] == 0.25)
    let logs = try Self.forward({ try .logSoftmax($0) }, values)
    #expect(logs[2] < -1999 && logs[2].isFinite)
  }

  @Test func missingStepsStayMissing() throws {
    var values = [Double](repeating: 1, count: 84)
    values[12] = .nan
    let pooled = try Self.forward({ try .maxPool($0, size: 2) }, values)
    #expect(pooled[0].isNaN && pooled[1] == 1)
  }

  /// The gradient of a large sequence through every operation that is cut into parts.
  static func largeGradient() throws -> [Float] {
    let shape = [16, 160, 48]
    let x = try Input("x", shape, 29, 83, 60)
    let weight = try Input("w", [96, 48, 3], 37, 101, 1000)
    let scale = try Input("g", [96], 7, 11, 8)
    let state = try ["running_mean", "running_var"].map {
      try Expression.parameter($0, shape: [96])
    }
    let convolved = try Expression.conv1d(x.node, weight: weight.node, padding: .same)
    let norm = try Expression.batchNorm(
      convolved, gain: scale.node, bias: scale.node, runningMean: state[0],
      runningVariance: state[1])
    let pooled = try Expression.maxPool(.reverseSteps(norm.value), size: 2)
    let parameters = [x.node, weight.node, scale.node] + state
    let executor = Executor(
      try Compiler.training(
        loss: .sum(.square(.softmax(pooled))), parameters: parameters, updates: norm.updates))
    let zeros = [Double](repeating: 1, count: 192)
    try executor.set(.weights, to: x.values + weight.values + scale.values + zeros)
    _ = try executor.step()
    return try executor.floats(of: .gradient) + executor.floats(of: .weights)
  }

  @Test func oneAndTwoThreadsGiveTheSameBits() throws {
    let before = EngineThreads.count
    defer { EngineThreads.count = before }
    EngineThreads.count = 1
    let one = try Self.largeGradient()
    EngineThreads.count = 2
    #expect(try Self.largeGradient() == one)
    #expect(one.allSatisfy { $0.isFinite })
  }

  @Test(arguments: [
    Opcode.unfold, .fold, .maxPool, .maxPoolGradient, .reverseSteps, .softmax, .channelMoments,
    .channelNorm, .channelNormSums, .channelNormInputGradient,
  ])
  func largeInstructionsAreCut(_ opcode: Opcode) {
    let step = Step(opcode: opcode, m: 4096, n: 1024, k: 2, operands: [], label: "test")
    #expect(PartPlanner.parts(step) == PartPlanner.mostParts)
  }

  @Test func shapesThatDoNotFitAreRefused() throws {
    let x = try Expression.input("x", shape: Self.sequence)
    let row = try Expression.input("r", shape: [3, 4])
    let weight = try Expression.parameter("w", shape: [5, 4, 3])
    let narrow = try Expression.parameter("n", shape: [5, 3, 3])
    let refused: [() throws -> Expression] = [
      { try .conv1d(row, weight: weight) }, { try .conv1d(x, weight: narrow) },
      { try .conv1d(x, weight: weight, dilation: 4, padding: .valid) },
      { try .conv1d(x, weight: weight, dilation: 0) },
      { try .conv1d(x, weight: weight, groups: 3) },
      { try .maxPool(x, size: 8) }, { try .maxPool(x, size: 2, stride: 0) },
      { try .averagePool(x, size: 0) }, { try .steps(x, from: 5, count: 3) },
      { try .lastStep(row) }, { try .reverseSteps(row) }, { try .joinSteps([]) },
      { try .softmax(Expression(constant: 1)) },
      { try .attention(x, weight: weight, bias: narrow, context: narrow) },
    ]
    for build in refused { #expect(throws: Failure.self) { try build() } }
  }
}
