/// A tree of pointwise operations as one kernel: intermediates never leave the first-level cache.
struct PointwiseChain: Sendable {
  /// Numbers of the columns and scalars the chain reads.
  let inputs: [Int]
  private let isScalar: [Bool]
  private let kernel: ElementwiseKernel

  /// The chain that ends at `root` and reaches down to the columns that are written out.
  ///
  /// - Throws: `Failure` when the chain outgrows a kernel.
  init(root: Int, plan: ColumnPlan, rank: [Int: Int]) throws {
    let members = Self.members(of: root, plan: plan)
      .sorted { rank[$0, default: 0] < rank[$1, default: 0] }
    let inside = Set(members)
    var builder = ChainBuilder(root: root)
    for member in members {
      guard let node = plan.nodes[member],
        let operation = node.expression.operation as? any PointwiseOperation
      else { continue }
      let slots = zip(node.inputs, node.expression.inputs).map { input, expression in
        inside.contains(input)
          ? builder.take(input) : builder.input(input, isScalar: expression.type.shape == .scalar)
      }
      builder.append(operation.code, slots, for: member)
    }
    (inputs, isScalar) = (builder.inputs, builder.isScalar)
    kernel = try ElementwiseKernel(builder.instructions, operandCount: inputs.count + 1)
  }

  /// - Throws: `Interrupted`.
  func evaluate(_ columns: [[Double]], count: Int) throws -> [Double] {
    try [Double](unsafeUninitializedCapacity: count) { output, written in
      try withBuffers(columns) { buffers in
        for start in stride(from: 0, to: count, by: Self.rowsBetweenPolls) {
          try Interrupt.check()
          let rows = start..<min(count, start + Self.rowsBetweenPolls)
          try run(buffers, rows, into: output)
        }
      }
      written = count
    }
  }

  /// Some rows of the result.
  func run(
    _ buffers: [UnsafeBufferPointer<Double>], _ rows: Range<Int>,
    into output: UnsafeMutableBufferPointer<Double>
  ) throws {
    guard let result = output.baseAddress else { return }
    var operands: [ElementwiseKernel.Operand] = [.result(result + rows.lowerBound)]
    for (index, buffer) in buffers.enumerated() {
      if !isScalar[index], let base = buffer.baseAddress {
        operands.append(.values(base + rows.lowerBound))
      } else {
        operands.append(.number(buffer.first ?? .nan))
      }
    }
    try kernel.run(operands, count: rows.count)
  }

  private static let rowsBetweenPolls = 1 << 20

  private static func members(of root: Int, plan: ColumnPlan) -> [Int] {
    var (stack, found) = ([root], [Int]())
    while let number = stack.popLast() {
      found.append(number)
      for input in plan.nodes[number]?.inputs ?? []
      where plan.nodes[input].map({ !$0.isMaterialised }) ?? false {
        stack.append(input)
      }
    }
    return found
  }
}

/// Assigns registers; one is free again once its only reader has taken it.
private struct ChainBuilder {
  let root: Int
  var inputs: [Int] = []
  var isScalar: [Bool] = []
  var instructions: [MicroInstruction] = []
  private var free = Array((0..<UInt8(MicroInstruction.registerCount)).reversed())
  private var registers: [Int: UInt8] = [:]
  private var positions: [Int: Int] = [:]

  init(root: Int) { self.root = root }

  /// The slot of a column or scalar; operand 0 is the result.
  mutating func input(_ number: Int, isScalar scalar: Bool) -> UInt8 {
    let position = positions[number] ?? inputs.count
    if position == inputs.count {
      positions[number] = position
      inputs.append(number)
      isScalar.append(scalar)
    }
    return MicroInstruction.operand(position + 1)
  }

  mutating func take(_ number: Int) -> UInt8 {
    guard let register = registers[number] else { return 0 }
    free.append(register)
    return register
  }

  /// The result may overwrite an operand: kernels read an element before they write it.
  mutating func append(_ code: MicroCode, _ slots: [UInt8], for number: Int) {
    let isLast = number == root
    let target = isLast ? MicroInstruction.operand(0) : free.popLast() ?? 0
    if !isLast { registers[number] = target }
    instructions.append(
      MicroInstruction(
        code, target: target, slots.first ?? 0, slots.count > 1 ? slots[1] : 0,
        slots.count > 2 ? slots[2] : 0))
  }
}
