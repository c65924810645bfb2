/// One micro-operation of the element-wise machine: `target = code(a, b, c)`.
///
/// Slots 0..<16 are registers; slot 16 + j is operand j in memory.
public struct MicroInstruction: Sendable, Hashable {
  public var code: MicroCode
  public var target: UInt8
  public var a: UInt8
  public var b: UInt8
  public var c: UInt8

  public init(_ code: MicroCode, target: UInt8, _ a: UInt8, _ b: UInt8 = 0, _ c: UInt8 = 0) {
    self.code = code
    self.target = target
    self.a = a
    self.b = b
    self.c = c
  }

  /// The slot of operand j.
  public static func operand(_ j: Int) -> UInt8 { UInt8(16 + j) }
  public static let registerCount = 16
  /// The elements of one block.
  public static let blockLength = 256
  public static let maximalOperands = 48
}

extension MicroCode {
  /// How many inputs it takes.
  public var arity: Int {
    switch self {
    case .select: 3
    case .negate, .absolute, .sign, .squareRoot, .exponential, .logarithm, .tanh, .sigmoid,
      .softplus, .relu, .square, .floor, .ceiling, .round, .reciprocal, .not, .isMissing,
      .sine, .cosine:
      1
    default: 2
    }
  }
}
