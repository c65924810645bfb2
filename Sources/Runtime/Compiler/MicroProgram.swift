/// Micro-operations with their operands: slots 0..<16 are registers, 16 + j is operand j.
struct MicroProgram: Sendable {
  var operations: [MicroInstruction]
  /// Whether operand j is one number for all elements; operand 0 is the result.
  var isScalar: [Bool]
}
