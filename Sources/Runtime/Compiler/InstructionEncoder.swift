import CKernels

/// Writes planned steps as the fixed-size instructions of the kernels.
struct InstructionEncoder: Sendable {
  private(set) var instructions: [fml_instruction] = []
  private(set) var micros: [fml_micro] = []
  private(set) var operands: [UInt64] = []
  private(set) var notes: [(label: String, written: Range<Int>)] = []

  /// - Throws: `Failure` when a size or place does not fit an instruction.
  init(_ steps: [Step], places: [Int], counts: [Int], _ precision: Precision) throws {
    for step in steps {
      try append(step, places: places, precision)
      let written = step.operands[0]
      notes.append((step.label, places[written]..<places[written] + counts[written]))
    }
  }

  private mutating func append(_ step: Step, places: [Int], _ precision: Precision) throws {
    var instruction = fml_instruction()
    instruction.opcode = step.opcode.rawValue
    instruction.flags = step.flags
    instruction.parts = step.parts
    instruction.m = try Self.narrow(step.m)
    instruction.n = try Self.narrow(step.n)
    instruction.k = try Self.narrow(step.k)
    instruction.immediate = step.immediates
    var words = [UInt32](repeating: 0, count: 8)
    if let chain = step.chain {
      words[0...3] = try append(chain, of: step, places: places)[0...3]
      instruction.k = try Self.narrow(chain.operations.count)
    } else {
      for (index, buffer) in step.operands.enumerated() {
        words[index] = try Self.narrow(places[buffer])
      }
      for (index, number) in step.extra.enumerated() {
        words[4 + index] = try Self.narrow(number)
      }
    }
    instruction.operand = (
      words[0], words[1], words[2], words[3], words[4], words[5], words[6], words[7]
    )
    instructions.append(instruction)
  }

  /// First micro-operation, first operand, operand count, place of a sum.
  private mutating func append(_ chain: MicroProgram, of step: Step, places: [Int]) throws
    -> ArraySlice<UInt32>
  {
    let first = try [Self.narrow(micros.count), Self.narrow(operands.count)]
    let result = try Self.narrow(places[step.operands[0]])
    micros += chain.operations.map(fml_micro.init)
    let buffers = step.opcode == .elementwiseSum ? step.operands.dropFirst() : step.operands[...]
    for (buffer, isScalar) in zip(buffers, chain.isScalar) {
      operands.append(UInt64(places[buffer]) | (isScalar ? 1 << 63 : 0))
    }
    return (first + [UInt32(chain.isScalar.count), result])[...]
  }

  private static func narrow(_ value: Int) throws -> UInt32 {
    guard let narrow = UInt32(exactly: value) else {
      throw Failure("the program is too large: \(value) does not fit an instruction")
    }
    return narrow
  }
}
