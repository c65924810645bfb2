import Testing

@testable import Runtime

/// Passes over instructions, seen in the printed program of a training step.
@Suite struct EnginePassTests {
  /// A dense layer with a layer norm, ReLU and dropout on `rows` rows.
  static func training(
    rows: Int, inputs: Int = 12, units: Int = 16, rate: Double = 0.5,
    precision: Precision = .float32
  ) throws -> Program {
    let x = try Expression.input("x", shape: [rows, inputs])
    let w = try Expression.parameter("w", shape: [units, inputs])
    let b = try Expression.parameter("b", shape: [units])
    let gain = try Expression.parameter("gain", shape: [units])
    let shift = try Expression.parameter("shift", shape: [units])
    let dense = try Expression.addBias(.matmulTransposed(x, w), b)
    let normed = try Expression.layerNorm(dense, gain: gain, bias: shift)
    let dropped = try Expression.dropout(.relu(normed), rate: rate, stream: 1)
    return try Compiler.training(
      loss: .mean(.square(dropped)), parameters: [w, b, gain, shift], precision: precision)
  }

  static func lines(_ program: Program) -> [String] {
    program.description.split(separator: "\n").dropFirst().map(String.init)
  }

  @Test func theBiasGoesIntoTheProduct() throws {
    let lines = Self.lines(try Self.training(rows: 8))
    #expect(lines.contains { $0.contains(" product ") && $0.hasSuffix("matmulNT addBias") })
    #expect(!lines.contains { $0.contains(" addRow ") })
  }

  @Test func theGradientsOfASmallLayerNormAreOneInstruction() throws {
    let small = Self.lines(try Self.training(rows: 8))
    #expect(small.filter { $0.contains(" layerNormGradients ") }.count == 1)
    #expect(!small.contains { $0.contains(" layerNormGainGradient ") })
    let large = Self.lines(try Self.training(rows: 4096))
    #expect(large.filter { $0.contains(" layerNormInputGradient ") }.count == 1)
    #expect(large.filter { $0.contains(" layerNormGainGradient ") }.count == 1)
  }

  @Test func onlyLargeInstructionsAreCut() throws {
    #expect(!(try Self.training(rows: 64).description.contains(" parts")))
    let large = Self.lines(try Self.training(rows: 32_768))
    #expect(large.contains { $0.contains("layerNorm") && $0.hasSuffix(" in 4 parts") })
    let step = Step(opcode: .norm, m: 1 << 24, operands: [0, 1], label: "norm")
    #expect(PartPlanner.parts(step) == 1)
  }

  @Test func aLargeMaskIsMadeAgainForTheWayBack() throws {
    func masks(rows: Int) throws -> Int {
      let x = try Expression.input("x", shape: [rows, 8])
      let w = try Expression.parameter("w", shape: [8, 8])
      var value = try Expression.dropout(.matmulTransposed(x, w), rate: 0.5, stream: 1)
      for _ in 0..<3 { value = try .matmul(value, w) }
      let program = try Compiler.training(loss: .mean(.square(value)), parameters: [w])
      return Self.lines(program).filter { $0.contains(" dropoutMask ") }.count
    }
    #expect(try masks(rows: 64) == 1)
    #expect(try masks(rows: 65_536) == 2)
  }

  @Test func resultsTakeTheMemoryOfOperandsReadForTheLastTime() throws {
    let w = try Expression.parameter("w", shape: [64, 64])
    let product = try Expression.matmul(w, w)
    let program = try Compiler.forward(
      [ProgramOutput("v", .sum(.tanh(product), axis: 0))], parameters: [w], precision: .float32)
    let line = try #require(Self.lines(program).first { $0.hasSuffix(" tanh") })
    let places = line.split(separator: " ").filter { $0.hasPrefix("@") }
    #expect(places.count == 2 && places[0] == places[1])
  }

  @Test func partsAndThreadsChangeNoBit() throws {
    for precision in [Precision.float32, .float64] {
      let program = try Self.training(rows: 32_768, precision: precision)
      let one = try Self.gradient(program, threads: 1)
      #expect(try Self.gradient(program, threads: 2) == one)
      #expect(try Self.gradient(program, threads: 3) == one)
    }
  }

  @Test func aMaskOfOnesLeavesPlainMeans() throws {
    let w = try Expression.parameter("p", shape: [8])
    let mask = try Expression.sampleMask([8])
    let gated = try Expression.gradientGate(w, mask: mask)
    let masked = try Expression.mean(.square(gated), mask: mask)
    let plain = try SampleMask.apply(to: [masked], isInput: false)
    let program = try Compiler.training(loss: plain[0], parameters: [w])
    #expect(program.inputNames.isEmpty)
    #expect(!program.description.contains("select"))
    let executor = Executor(program)
    try executor.set(.weights, to: (0..<8).map(Double.init))
    #expect(try executor.computeGradient().loss == 17.5)
  }

  /// The gradient of a step with numbers that do not repeat.
  static func gradient(_ program: Program, threads: Int) throws -> [Double] {
    let before = EngineThreads.count
    defer { EngineThreads.count = before }
    EngineThreads.count = threads
    let executor = Executor(program, seed: 3)
    let count = 32_768 * 12
    try executor.setInput("x", (0..<count).map { Double($0 * 7919 % 1009) / 1009 - 0.5 })
    try executor.set(
      .weights, to: (0..<program.weightCount).map { Double($0 * 31 % 17) / 17 - 0.4 })
    _ = try executor.computeGradient()
    return try executor.values(of: .gradient)
  }
}
