/// Where one node of the graph becomes instructions.
struct LoweringSite {
  let node: Expression
  let output: Int
  let inputs: [Int]
  let builder: ProgramBuilder

  var outputAndInputs: [Int] { [output] + inputs }

  /// Memory that is used within one instruction.
  func scratch(_ count: Int) -> Int { builder.transient(count) }

  func gatherSlots(source: GatherSource, index: String, _ count: Int) throws -> (
    source: Int, index: Int
  ) {
    (builder.sourceSlot(source), try builder.indexSlot(index, count: count))
  }

  /// Appends an instruction; `first`, `second` or `extra` are its plain numbers.
  func append(
    _ opcode: Opcode, m: Int, n: Int = 1, k: Int = 1, _ operands: [Int],
    immediates: (Double, Double) = (0, 0), flags: UInt8 = 0, parts: Int = 1,
    first: Int? = nil, second: Int = 0, extra: [Int] = []
  ) {
    let numbers = first.map { [$0, second] } ?? extra
    builder.append(
      Step(
        opcode: opcode, m: m, n: n, k: k, operands: operands, immediates: immediates,
        flags: flags, parts: UInt8(clamping: parts), extra: numbers, label: node.operation.key))
  }

  /// Appends an instruction over the rows of the first input.
  func appendRowwise(_ opcode: Opcode, immediates: (Double, Double)) {
    let n = node.inputs[0].lastDimension
    append(
      opcode, m: node.inputs[0].elementCount / n, n: n, outputAndInputs, immediates: immediates)
  }
}
