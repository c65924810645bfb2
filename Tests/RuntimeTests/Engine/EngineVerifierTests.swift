import Testing

@testable import Runtime

/// What the verifier must refuse.
@Suite struct EngineVerifierTests {
  /// A program of one matrix product on an arena of three places.
  static func program(
    _ opcode: Opcode = .product, m: Int = 4, places: [Int] = [0, 16, 32], arena: Int = 48
  ) throws -> Program {
    let step = Step(opcode: opcode, m: m, n: 4, k: 4, operands: [0, 1, 2], label: "test")
    let code = try InstructionEncoder(
      [step], places: places, counts: [16, 16, 16], .float32)
    return Program(
      Program.Parts(
        precision: .float32, parameters: [], sources: [], indices: [], outputs: [], inputs: [],
        liveScalars: [], initial: [], weights: 0, paddedWeightCount: 0, persistentCount: 0,
        arenaCount: arena, training: nil, updateIndex: 1, code: code, description: ""))
  }

  @Test func aProgramThatFitsIsAccepted() throws { try ProgramVerifier.verify(Self.program()) }

  @Test func tooManyRowsAreRefused() throws {
    let program = try Self.program(m: 12)
    #expect(throws: Failure.self) { try ProgramVerifier.verify(program) }
  }

  @Test func aMisalignedPlaceIsRefused() throws {
    let program = try Self.program(places: [0, 17, 32])
    #expect(throws: Failure.self) { try ProgramVerifier.verify(program) }
  }

  @Test func slotsThatDoNotExistAreRefused() throws {
    let program = try Self.program(.gather)
    #expect(throws: Failure.self) { try ProgramVerifier.verify(program) }
  }

  @Test func sizesBeyondAnInstructionAreRefused() {
    #expect(throws: Failure.self) { try Self.program(m: 1 << 33) }
    #expect(throws: Failure.self) { try Self.program(m: -1) }
  }
}
