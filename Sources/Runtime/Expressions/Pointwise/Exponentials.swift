/// `e ^ a`.
struct Exponential: PointwiseOperation {
  let code = MicroCode.exponential

  func gradient(of node: Expression, seed: Expression) throws -> [Expression?] {
    [try .multiply(seed, node)]
  }
}

/// The natural logarithm; minus infinity at zero, missing for negative numbers.
struct Logarithm: PointwiseOperation {
  let code = MicroCode.logarithm

  func gradient(of node: Expression, seed: Expression) throws -> [Expression?] {
    [try .divide(seed, node.inputs[0])]
  }
}

extension Expression {
  public static func exponential(_ a: Expression, origin: Origin? = nil) throws -> Expression {
    try pointwise(Exponential(), [a], origin: origin)
  }

  public static func logarithm(_ a: Expression, origin: Origin? = nil) throws -> Expression {
    try pointwise(Logarithm(), [a], origin: origin)
  }
}
