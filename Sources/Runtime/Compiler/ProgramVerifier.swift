import CKernels

/// Checks once that every instruction stays inside the arena, so kernels need not.
enum ProgramVerifier {
  /// - Throws: `Failure` naming the instruction.
  static func verify(_ program: Program) throws {
    for (index, instruction) in program.instructions.enumerated() {
      do {
        try verify(instruction, of: program)
      } catch let failure as Failure {
        throw Failure("instruction \(index): \(failure.message)")
      }
    }
  }

  private static func verify(_ instruction: fml_instruction, of program: Program) throws {
    guard let opcode = Opcode(rawValue: instruction.opcode) else {
      throw Failure("unknown operation \(instruction.opcode)")
    }
    if opcode == .elementwise || opcode == .elementwiseSum {
      return try verifyChain(instruction, opcode, of: program)
    }
    let operand = instruction.operand
    let places = [
      operand.0, operand.1, operand.2, operand.3, operand.4, operand.5, operand.6, operand.7,
    ].map(Int.init)
    for (place, extent) in zip(places, extents(opcode, instruction, places)) {
      try check(place, extent, in: program)
    }
    guard opcode == .gather else { return }
    guard places[4] < program.sources.count, places[5] < program.indexSlots.count,
      program.sources[places[4]].width == Int(instruction.n),
      program.indexSlots[places[5]].count == Int(instruction.m)
    else { throw Failure("the gather's slots do not fit") }
  }

  /// How many elements each operand spans.
  private static func extents(_ opcode: Opcode, _ x: fml_instruction, _ places: [Int]) -> [Int] {
    let (m, n, k) = (Int(x.m), Int(x.n), Int(x.k))
    return switch opcode {
    case .end, .elementwise, .elementwiseSum: []
    case .gather: [m * n]
    case .product: [m * n, m * k, n * k, x.flags & Opcode.hasBias != 0 ? n : 0]
    case .productLeft, .libraryProduct, .libraryProductRight, .libraryProductLeft:
      [m * n, m * k, n * k]
    case .addRow: [m * n, m * n, n]
    case .sum: [m * k, m * n * k]
    case .broadcast: [m * n * k, m * k]
    case .transpose: [m * n * k, m * n * k]
    case .copyColumns:
      [places[4] * (m - 1) + places[5] + n, places[6] * (m - 1) + places[7] + n]
    case .lstm, .lstmGradient: lstmExtents(opcode, x)
    case .layerNorm: [m * (n + 4), m * n, n, n]
    case .layerNormInputGradient: [m * n, m * n, n, m * n, m * (n + 4)]
    case .layerNormGainGradient: [n, m * n, m * n, m * (n + 4)]
    case .layerNormGradients: [m * n, m * n, n, m * n, m * (n + 4), n, n]
    case .dropoutMask, .fill: [m]
    case .copy: [m, m]
    case .norm: [1, m]
    case .update: [m, m, m, m, OptimiserNumbers.count, 1]
    case .unfold: [m * places[5] * k * n, places[4] * places[5] * n]
    case .fold: [m * places[5] * n, places[4] * places[5] * k * n]
    case .maxPool: [m * n, max(places[4], (m - 1) * places[5] + k) * n]
    case .maxPoolGradient:
      [m * n, max(m, (places[4] - 1) * places[5] + k) * n, places[4] * n]
    case .reverseSteps, .softmax: [m * n, m * n]
    case .channelMoments: [2 * n, m * n]
    case .channelNorm: [m * n, m * n, 2 * n, n, n]
    case .channelNormSums: [2 * n, m * n, 2 * n, m * n]
    case .channelNormInputGradient: [m * n, m * n, 2 * n, n, m * n, 2 * n]
    case .groupTable: [2 * m, m, m]
    case .groupReduce, .softRank: [m, m, 2 * m, m]
    case .softRankGradient: [m, m, 2 * m, m, 2 * m]
    case .lagKernel: [m * n * k, places[4], places[5]]
    case .lagKernelGradient: [places[4], m * n * k, places[4], places[5]]
    case .windowDot: [m * n, (k + 1) * n, m * k * places[4]]
    case .windowDotGradient: [(k + 1) * n, m * n, m * k * places[4]]
    }
  }

  private static func lstmExtents(_ opcode: Opcode, _ x: fml_instruction) -> [Int] {
    let width = Int(exactly: x.immediate.0) ?? 1 << 40
    let sizes = LSTMSizes(
      steps: Int(x.k), samples: Int(x.m), width: width, units: Int(x.n))
    let seedsLast = x.flags & Opcode.seedsLast != 0
    guard sizes.flags == x.flags & ~Opcode.seedsLast, sizes.parts == Int(x.parts),
      Int(exactly: x.immediate.1) == sizes.span
    else { return [1 << 40] }
    let input = sizes.steps * sizes.samples * width
    let weights = [sizes.gates * width, sizes.gates * sizes.units, sizes.gates]
    return opcode == .lstm
      ? [sizes.resultCount, input] + weights + [sizes.scratchCount]
      : [input, input] + weights
        + [
          sizes.resultCount, (seedsLast ? 1 : sizes.steps) * sizes.samples * sizes.units,
          sizes.workCount,
        ]
  }

  private static func verifyChain(
    _ instruction: fml_instruction, _ opcode: Opcode, of program: Program
  ) throws {
    let firstMicro = Int(instruction.operand.0)
    let firstOperand = Int(instruction.operand.1)
    let operandCount = Int(instruction.operand.2)
    guard operandCount <= MicroInstruction.maximalOperands,
      firstMicro + Int(instruction.k) <= program.micros.count,
      firstOperand + operandCount <= program.operands.count
    else { throw Failure("the chain reaches past its tables") }
    let slots = MicroInstruction.registerCount + operandCount
    for micro in program.micros[firstMicro..<firstMicro + Int(instruction.k)] {
      let used = [micro.target, micro.a, micro.b, micro.c]
      guard MicroCode(rawValue: micro.code) != nil, used.allSatisfy({ Int($0) < slots }) else {
        throw Failure("a micro-operation names a slot that does not exist")
      }
    }
    for word in program.operands[firstOperand..<firstOperand + operandCount] {
      let isScalar = word >> 63 == 1
      try check(Int(word & ~(1 << 63)), isScalar ? 1 : Int(instruction.m), in: program)
    }
    if opcode == .elementwiseSum { try check(Int(instruction.operand.3), 1, in: program) }
  }

  private static func check(_ place: Int, _ extent: Int, in program: Program) throws {
    guard place % ArenaLayout.alignment == 0 else { throw Failure("place \(place) is misaligned") }
    guard extent >= 0, place <= program.arenaCount - extent else {
      throw Failure("\(extent) elements at \(place) end past the arena of \(program.arenaCount)")
    }
  }
}
