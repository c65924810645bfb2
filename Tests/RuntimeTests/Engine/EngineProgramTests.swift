import Testing

@testable import Runtime

/// Each pass on a printed program.
@Suite struct EngineProgramTests {
  static func lines(_ outputs: [Expression], parameters: [Expression]) throws -> [String] {
    let named = outputs.enumerated().map { ProgramOutput("v\($0)", $1) }
    let program = try Compiler.forward(named, parameters: parameters, precision: .float64)
    return program.description.split(separator: "\n").dropFirst().map(String.init)
  }

  static func parameter(_ name: String = "w", _ shape: [Int] = [4, 6]) throws -> Expression {
    try .parameter(name, shape: shape)
  }

  @Test func constantsAreFolded() throws {
    let w = try Self.parameter()
    let two = try Expression.add(Expression(constant: 1), Expression(constant: 1))
    let lines = try Self.lines([.multiply(w, .exponential(two))], parameters: [w])
    #expect(lines.count == 1)
    #expect(lines[0].hasSuffix(" multiply"))
  }

  @Test func equalSubexpressionsAreComputedOnce() throws {
    let w = try Self.parameter()
    let a = try Expression.sum(.tanh(w), axis: 0)
    let b = try Expression.sum(.tanh(w), axis: 0)
    let lines = try Self.lines([a, .negate(b)], parameters: [w])
    #expect(lines.filter { $0.contains("tanh") }.count == 1)
    #expect(lines.filter { $0.contains(" sum ") }.count == 1)
  }

  @Test func liveNumbersAreNotFolded() throws {
    let w = try Self.parameter()
    let live = Expression(live: "k", value: 1)
    let lines = try Self.lines([.multiply(w, live)], parameters: [w])
    #expect(lines.count == 1)
  }

  @Test func neutralElementsAndDoubleTransposesDisappear() throws {
    let w = try Self.parameter()
    let one = Expression(constant: 1)
    let twice = try Expression.transpose(.transpose(w))
    let same = try Expression.multiply(.divide(twice, one), one)
    let lines = try Self.lines([.negate(.negate(.negate(same)))], parameters: [w])
    #expect(lines.count == 1)
    #expect(lines[0].hasSuffix(" negate"))
  }

  @Test func transposesGoIntoProducts() throws {
    let (a, b) = (try Self.parameter("a", [5, 3]), try Self.parameter("b", [4, 3]))
    let lines = try Self.lines([.matmul(a, .transpose(b))], parameters: [a, b])
    #expect(lines.count == 2)
    #expect(lines[0].contains("transpose") && lines[0].contains("@16"))
    #expect(lines[1].contains(" product "))
  }

  @Test func chainsAndTheirSumsAreFused() throws {
    let w = try Self.parameter()
    let chain = try Expression.mean(.square(.sigmoid(.add(w, Expression(constant: 2)))))
    let lines = try Self.lines([chain], parameters: [w])
    #expect(lines.count == 1)
    #expect(lines[0].contains("elementwiseSum"))
    #expect(lines[0].hasSuffix("add sigmoid square sum"))
  }

  @Test func aValueThatOthersReadEndsAChain() throws {
    let w = try Self.parameter()
    let h = try Expression.tanh(w)
    let lines = try Self.lines([.square(h), .sum(h, axis: 1)], parameters: [w])
    #expect(lines.count == 3)
  }

  @Test func longChainsAreCut() throws {
    let w = try Self.parameter()
    var x = w
    for _ in 0..<40 { x = try .sigmoid(x) }
    let lines = try Self.lines([x], parameters: [w])
    #expect(lines.count == 3)
    let value = try EngineValueTests.evaluate(
      x, parameters: [w], weights: [Double](repeating: 0.3, count: 24))
    #expect(abs(value[0] - 0.659046068407) < 1e-6)
  }

  @Test func wideChainsHaveEnoughRegisters() throws {
    // A sum of many products keeps all products alive until the adding starts.
    let w = try Self.parameter()
    let parts = try (1...12).map { try Expression.multiply(w, Expression(constant: Double($0))) }
    var total = parts[0]
    for part in parts.dropFirst() { total = try .add(total, part) }
    let value = try EngineValueTests.evaluate(
      total, parameters: [w], weights: (0..<24).map(Double.init))
    #expect(value == (0..<24).map { Double($0) * 78 })
  }

  @Test func buffersShareRoom() throws {
    let w = try Self.parameter("w", [64, 64])
    var x = w
    for _ in 0..<20 { x = try .matmul(x, w) }
    let program = try Compiler.forward(
      [ProgramOutput("x", x)], parameters: [w], precision: .float64)
    #expect(program.instructionCount == 20)
    #expect(program.arenaCount == 3 * 64 * 64)
  }

  @Test func theHeadNamesSizeAndPrecision() throws {
    let w = try Self.parameter()
    let program = try Compiler.forward(
      [ProgramOutput("x", .negate(w))], parameters: [w], precision: .float32)
    #expect(
      program.description.hasPrefix("1 instructions, float32, arena \(program.arenaBytes) bytes"))
    #expect(program.outputNames == ["x"] && program.weightCount == 24)
  }

  @Test func aGraphThatCannotRunIsRefused() throws {
    let (a, b) = (try Self.parameter("a"), try Self.parameter("b"))
    #expect(throws: Failure.self) {
      try Compiler.forward([ProgramOutput("x", .add(a, b))], parameters: [a])
    }
    #expect(throws: Failure.self) {
      try Compiler.forward([ProgramOutput("x", a)], parameters: [a, a])
    }
    #expect(throws: Failure.self) {
      try Compiler.forward([ProgramOutput("x", a)], parameters: [a, .negate(a)])
    }
    let rows = try Expression.gatherRows(source: "x", width: 2, count: 3)
    let others = try Expression.gatherRows(source: "x", width: 2, count: 4)
    #expect(throws: Failure.self) {
      try Compiler.forward([ProgramOutput("a", rows), ProgramOutput("b", others)])
    }
  }
}
