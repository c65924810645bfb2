/// Turns a chain of element-wise nodes into micro-operations with registers.
struct ChainEncoder {
  private var operations: [MicroInstruction] = []
  private var isScalar: [Bool] = []
  private(set) var operands: [Expression] = []
  private var slots: [ObjectIdentifier: UInt8] = [:]
  private var free: [UInt8] = (0..<UInt8(MicroInstruction.registerCount)).reversed()
  private var remainingUses: [ObjectIdentifier: Int] = [:]

  /// Encodes `nodes` (inputs first, the result last).
  ///
  /// - Parameter endsInSum: the result goes to register 0, where the sum takes it, instead of to
  ///   operand 0 in memory.
  /// - Throws: `Failure` when the chain needs more registers than there are; `Fusion` forms none.
  static func encode(_ nodes: [Expression], endsInSum: Bool) throws -> (
    chain: MicroProgram, operands: [Expression]
  ) {
    var encoder = ChainEncoder()
    if !endsInSum { encoder.isScalar.append(false) }
    encoder.countUses(nodes)
    for (index, node) in nodes.enumerated() {
      try encoder.encode(node, isLast: index == nodes.count - 1, endsInSum: endsInSum)
    }
    let chain = MicroProgram(operations: encoder.operations, isScalar: encoder.isScalar)
    return (chain, encoder.operands)
  }

  private mutating func countUses(_ nodes: [Expression]) {
    for node in nodes {
      for input in node.inputs { remainingUses[ObjectIdentifier(input), default: 0] += 1 }
    }
  }

  private mutating func encode(_ node: Expression, isLast: Bool, endsInSum: Bool) throws {
    guard let operation = node.operation as? any PointwiseOperation else { return }
    let inputs = node.inputs.map { slot(of: $0) }
    for input in node.inputs { release(input) }
    let target: UInt8
    if isLast {
      target = endsInSum ? 0 : MicroInstruction.operand(0)
    } else {
      guard let register = free.popLast() else { throw Failure("a chain needs too many registers") }
      target = register
      slots[ObjectIdentifier(node)] = register
    }
    let (a, b, c) = (inputs[0], inputs.count > 1 ? inputs[1] : 0, inputs.count > 2 ? inputs[2] : 0)
    operations.append(MicroInstruction(operation.code, target: target, a, b, c))
  }

  private mutating func slot(of input: Expression) -> UInt8 {
    let id = ObjectIdentifier(input)
    if let slot = slots[id] { return slot }
    let slot = MicroInstruction.operand(isScalar.count)
    isScalar.append(input.type.shape == .scalar)
    operands.append(input)
    slots[id] = slot
    return slot
  }

  /// A register is free after its last use; the element-wise machine reads before it writes.
  private mutating func release(_ input: Expression) {
    let id = ObjectIdentifier(input)
    remainingUses[id, default: 1] -= 1
    guard remainingUses[id] == 0, let slot = slots[id],
      slot < UInt8(MicroInstruction.registerCount)
    else { return }
    free.append(slot)
  }
}
