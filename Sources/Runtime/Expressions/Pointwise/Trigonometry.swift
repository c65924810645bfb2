/// The sine of an angle in radians.
struct Sine: PointwiseOperation {
  let code = MicroCode.sine

  func gradient(of node: Expression, seed: Expression) throws -> [Expression?] {
    [try .multiply(seed, .cosine(node.inputs[0]))]
  }
}

/// The cosine of an angle in radians.
struct Cosine: PointwiseOperation {
  let code = MicroCode.cosine

  func gradient(of node: Expression, seed: Expression) throws -> [Expression?] {
    [try .multiply(seed, .negate(.sine(node.inputs[0])))]
  }
}

extension Expression {
  public static func sine(_ a: Expression, origin: Origin? = nil) throws -> Expression {
    try pointwise(Sine(), [a], origin: origin)
  }

  public static func cosine(_ a: Expression, origin: Origin? = nil) throws -> Expression {
    try pointwise(Cosine(), [a], origin: origin)
  }
}
