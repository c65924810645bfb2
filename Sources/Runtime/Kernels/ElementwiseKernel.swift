import CKernels

/// A list of micro-operations that runs over any number of elements in float64.
///
/// Blocks of 256 elements go through all operations before the next block, so intermediate values
/// stay in the first-level cache. Results do not depend on how a range is cut.
public struct ElementwiseKernel: Sendable {
  /// An operand in memory.
  public enum Operand {
    case values(UnsafePointer<Double>)
    case result(UnsafeMutablePointer<Double>)
    case number(Double)
  }

  private let micros: [fml_micro]
  private let operandCount: Int

  /// - Throws: `Failure` when an operation names a slot that does not exist, or reads an operand
  ///   count above 48.
  public init(_ operations: [MicroInstruction], operandCount: Int) throws {
    guard operandCount <= MicroInstruction.maximalOperands else {
      throw Failure("an element-wise kernel takes at most 48 operands, not \(operandCount)")
    }
    let slots = MicroInstruction.registerCount + operandCount
    for operation in operations {
      let used = [operation.target, operation.a, operation.b, operation.c]
      guard used.allSatisfy({ Int($0) < slots }) else {
        throw Failure("an element-wise operation names slot \(used.max() ?? 0) of \(slots)")
      }
    }
    self.micros = operations.map(fml_micro.init)
    self.operandCount = operandCount
  }

  /// Runs over `count` elements; operand j is slot 16 + j.
  ///
  /// Results may not overlap inputs, except that a result may be an input's very memory.
  /// - Throws: `Failure` when the number of operands is not the declared one.
  public func run(_ operands: [Operand], count: Int) throws {
    guard operands.count == operandCount else {
      throw Failure("an element-wise kernel of \(operandCount) operands got \(operands.count)")
    }
    guard count > 0 else { return }
    var numbers = operands.map { operand -> Double in
      if case .number(let value) = operand { value } else { 0 }
    }
    numbers.withUnsafeMutableBufferPointer { numbers in
      call(operands, UnsafeMutablePointer(numbers.baseAddress), count)
    }
  }

  private func call(
    _ operands: [Operand], _ numbers: UnsafeMutablePointer<Double>?, _ count: Int
  ) {
    var scalar = [UInt8](repeating: 0, count: operands.count)
    let pointers: [UnsafeMutableRawPointer?] = operands.enumerated().map { index, operand in
      switch operand {
      case .values(let pointer): return UnsafeMutableRawPointer(mutating: pointer)
      case .result(let pointer): return UnsafeMutableRawPointer(pointer)
      case .number:
        scalar[index] = 1
        return numbers.map { UnsafeMutableRawPointer($0 + index) }
      }
    }
    // Unsafe: the pointers stay valid for the call; the caller vouches for `count` elements.
    fml_table_double().pointee.elementwise(
      micros, Int32(micros.count), pointers, scalar, Int32(operandCount), Int64(count))
  }
}

extension fml_micro {
  init(_ operation: MicroInstruction) {
    self.init(
      code: operation.code.rawValue, target: operation.target, a: operation.a, b: operation.b,
      c: operation.c, reserved: (0, 0, 0))
  }
}

extension MicroCode {
  /// The value for given inputs, by the same kernel that runs on columns.
  ///
  /// - Throws: `Failure` when the number of inputs is not the arity.
  public func value(_ inputs: [Double]) throws -> Double {
    guard inputs.count == arity else { throw Failure("'\(self)' takes \(arity) inputs") }
    let slots = (0..<3).map { MicroInstruction.operand(min($0, inputs.count - 1) + 1) }
    let operation = MicroInstruction(
      self, target: MicroInstruction.operand(0), slots[0], slots[1], slots[2])
    let kernel = try ElementwiseKernel([operation], operandCount: inputs.count + 1)
    var result = 0.0
    try withUnsafeMutablePointer(to: &result) { result in
      try kernel.run([.result(result)] + inputs.map { .number($0) }, count: 1)
    }
    return result
  }
}
