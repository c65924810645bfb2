/// A tree of pointwise operations, run block by block so that intermediates stay in the L1 cache.
struct PointwiseChain: Sendable {
  /// Where an operand comes from.
  enum Operand: Sendable {
    /// Index into `inputs`.
    case column(Int)
    /// Index into `inputs`; one number for all rows.
    case scalar(Int)
    case register(Int)
  }

  struct Instruction: Sendable {
    let code: MicroCode
    let operands: [Operand]
    let register: Int
  }

  /// Rows per block: 256 doubles are 2 kB a register.
  static let blockLength = 256

  /// Numbers of the columns and scalars the chain reads.
  let inputs: [Int]
  private let instructions: [Instruction]
  private let registerCount: Int

  /// The chain that ends at `root` and reaches down to the columns that are written out.
  init(root: Int, plan: ColumnPlan, rank: [Int: Int]) {
    let members = Self.members(of: root, plan: plan).sorted {
      rank[$0, default: 0] < rank[$1, default: 0]
    }
    let inside = Set(members)
    var builder = ChainBuilder()
    for member in members {
      guard let node = plan.nodes[member],
        let operation = node.expression.operation as? any PointwiseOperation
      else { continue }
      let operands = zip(node.inputs, node.expression.inputs).map { input, expression in
        inside.contains(input)
          ? builder.take(input) : builder.input(input, isScalar: expression.type.shape == .scalar)
      }
      builder.append(operation.code, operands, for: member)
    }
    (inputs, instructions) = (builder.inputs, builder.instructions)
    registerCount = builder.registerCount
  }

  /// - Throws: `Interrupted`.
  func evaluate(_ columns: [[Double]], count: Int) throws -> [Double] {
    try [Double](unsafeUninitializedCapacity: count) { output, written in
      try withBuffers(columns) { buffers in
        let machine = ChainMachine(
          instructions, inputs: buffers, registerCount: registerCount)
        defer { machine.deallocate() }
        for start in stride(from: 0, to: count, by: Self.blockLength) {
          if start & 0xFFFFF == 0 { try Interrupt.check() }
          machine.run(
            rows: start..<min(count, start + Self.blockLength), into: output)
        }
      }
      written = count
    }
  }

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
  var inputs: [Int] = []
  var instructions: [PointwiseChain.Instruction] = []
  var registerCount = 0
  private var free: [Int] = []
  private var registers: [Int: Int] = [:]
  private var positions: [Int: Int] = [:]
  private var released: [Int] = []

  mutating func input(_ number: Int, isScalar: Bool) -> PointwiseChain.Operand {
    let position = positions[number] ?? inputs.count
    if position == inputs.count {
      positions[number] = position
      inputs.append(number)
    }
    return isScalar ? .scalar(position) : .column(position)
  }

  mutating func take(_ number: Int) -> PointwiseChain.Operand {
    let register = registers[number] ?? 0
    released.append(register)
    return .register(register)
  }

  /// The result may overwrite an operand: every kernel reads an element before it writes it.
  mutating func append(
    _ code: MicroCode, _ operands: [PointwiseChain.Operand], for number: Int
  ) {
    free.append(contentsOf: released)
    released.removeAll()
    let register = free.popLast() ?? registerCount
    registerCount = max(registerCount, register + 1)
    registers[number] = register
    instructions.append(.init(code: code, operands: operands, register: register))
  }
}
