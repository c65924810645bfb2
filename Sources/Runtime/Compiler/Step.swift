/// An instruction before memory is planned: operands are buffers, not offsets.
struct Step: Sendable {
  var opcode: Opcode
  var m = 1
  var n = 1
  var k = 1
  /// The first is written, the others are read but for those `written` names.
  var operands: [Int]
  var immediates = (0.0, 0.0)
  var flags: UInt8 = 0
  /// How many parts it is cut into; depends on its shape only.
  var parts: UInt8 = 1
  /// Plain numbers that stand in the last four operand places: slots, strides.
  var extra: [Int] = []
  /// Of an element-wise step.
  var chain: MicroProgram?
  /// The node it came from, for messages and printed programs.
  var label: String

  /// Operands in whose memory the result may be made, since every number is read before its place is
  /// written.
  var overwritable: [Int] {
    switch opcode {
    case .elementwise: Array(operands.dropFirst())
    case .lstmGradient: [operands[1]]
    default: []
    }
  }

  /// The buffers it writes.
  var written: [Int] {
    switch opcode {
    case .layerNormGradients: [operands[0], operands[5], operands[6]]
    default: operands.isEmpty ? [] : [operands[0]]
    }
  }
}
