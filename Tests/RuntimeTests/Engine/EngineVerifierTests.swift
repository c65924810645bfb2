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

  @Test(arguments: [
    Opcode.unfold, .fold, .maxPool, .maxPoolGradient, .reverseSteps, .softmax, .channelMoments,
    .channelNorm, .channelNormSums, .channelNormInputGradient,
  ])
  func operationsOnSequencesEndInsideTheArena(_ opcode: Opcode) throws {
    func program(_ size: Int) throws -> Program {
      let operands = [0, 1, 2, 2, 2, 2]
      let isPooled = [.maxPool, .maxPoolGradient].contains(opcode)
      let extra =
        isPooled ? [size, 1] : [Opcode.unfold, .fold].contains(opcode) ? [size, 1, 1, 0] : []
      let step = Step(
        opcode: opcode, m: size, n: 4, k: 1,
        operands: extra.isEmpty ? operands : Array(operands[..<3]), extra: extra, label: "test")
      let code = try InstructionEncoder(
        [step], places: [0, 16, 32], counts: [16, 16, 16], .float32)
      return Program(
        Program.Parts(
          precision: .float32, parameters: [], sources: [], indices: [], outputs: [], inputs: [],
          liveScalars: [], initial: [], weights: 0, paddedWeightCount: 0, persistentCount: 0,
          arenaCount: 48, training: nil, updateIndex: 1, code: code, description: ""))
    }
    try ProgramVerifier.verify(program(4))
    let large = try program(4096)
    #expect(throws: Failure.self) { try ProgramVerifier.verify(large) }
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
