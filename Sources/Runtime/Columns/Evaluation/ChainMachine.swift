/// Runs the instructions of a chain on one block of rows at a time.
struct ChainMachine {
  private typealias Source = UnsafePointer<Double>

  private let instructions: [PointwiseChain.Instruction]
  private let inputs: [UnsafeBufferPointer<Double>]
  /// Registers, then one block per input that is a scalar, filled once.
  private let memory: UnsafeMutablePointer<Double>
  private let scalars: UnsafeMutablePointer<Double>

  init(
    _ instructions: [PointwiseChain.Instruction], inputs: [UnsafeBufferPointer<Double>],
    registerCount: Int
  ) {
    self.instructions = instructions
    self.inputs = inputs
    let length = PointwiseChain.blockLength
    memory = .allocate(capacity: (registerCount + inputs.count) * length)
    scalars = memory + registerCount * length
    for (index, input) in inputs.enumerated() {
      (scalars + index * length).initialize(repeating: input.first ?? .nan, count: length)
    }
  }

  func deallocate() { memory.deallocate() }

  /// Computes `output[rows]`.
  func run(rows: Range<Int>, into output: UnsafeMutableBufferPointer<Double>) {
    guard let base = output.baseAddress else { return }
    for (index, instruction) in instructions.enumerated() {
      let isLast = index == instructions.count - 1
      let target =
        isLast
        ? base + rows.lowerBound : memory + instruction.register * PointwiseChain.blockLength
      let a = source(instruction.operands, 0, rows.lowerBound)
      let b = source(instruction.operands, 1, rows.lowerBound)
      let c = source(instruction.operands, 2, rows.lowerBound)
      instruction.code.apply(count: rows.count, to: target, a, b, c)
    }
  }

  /// Operands that an operation does not have repeat its first.
  private func source(
    _ operands: [PointwiseChain.Operand], _ index: Int, _ row: Int
  ) -> UnsafePointer<Double> {
    let length = PointwiseChain.blockLength
    switch operands[index < operands.count ? index : 0] {
    case .register(let register): return UnsafePointer(memory + register * length)
    case .scalar(let input): return UnsafePointer(scalars + input * length)
    case .column(let input):
      guard let base = inputs[input].baseAddress else {
        return UnsafePointer(scalars + input * length)
      }
      return base + row
    }
  }
}

extension MicroCode {
  /// Applies the operation to a block.
  fileprivate func apply(
    count: Int, to output: UnsafeMutablePointer<Double>, _ a: UnsafePointer<Double>,
    _ b: UnsafePointer<Double>, _ c: UnsafePointer<Double>
  ) {
    switch self {
    case .add: for i in 0..<count { output[i] = a[i] + b[i] }
    case .subtract: for i in 0..<count { output[i] = a[i] - b[i] }
    case .multiply: for i in 0..<count { output[i] = a[i] * b[i] }
    default: for i in 0..<count { output[i] = value(a[i], b[i], c[i]) }
    }
  }
}
