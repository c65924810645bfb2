/// `a ^ b`; missing where a is negative and b is not a whole number.
struct Power: PointwiseOperation {
  let code = MicroCode.power

  func gradient(of node: Expression, seed: Expression) throws -> [Expression?] {
    let (a, b) = (node.inputs[0], node.inputs[1])
    let lower = try Expression.power(a, .subtract(b, Expression(constant: 1)))
    return [
      try .adjoint(.multiply(seed, .multiply(b, lower)), for: a),
      try .adjoint(.multiply(seed, .multiply(node, .logarithm(a))), for: b),
    ]
  }
}

/// `a a`.
struct Square: PointwiseOperation {
  let code = MicroCode.square

  func gradient(of node: Expression, seed: Expression) throws -> [Expression?] {
    [try .multiply(seed, .multiply(Expression(constant: 2), node.inputs[0]))]
  }
}

/// The square root; missing for negative numbers.
struct SquareRoot: PointwiseOperation {
  let code = MicroCode.squareRoot

  func gradient(of node: Expression, seed: Expression) throws -> [Expression?] {
    [try .divide(.multiply(seed, Expression(constant: 0.5)), node)]
  }
}

/// `1 / a`; missing at zero.
struct Reciprocal: PointwiseOperation {
  let code = MicroCode.reciprocal

  func gradient(of node: Expression, seed: Expression) throws -> [Expression?] {
    [try .negate(.multiply(seed, .square(node)))]
  }
}

extension Expression {
  public static func power(_ a: Expression, _ b: Expression, origin: Origin? = nil) throws
    -> Expression
  {
    if b.constantValue == 2 { return try square(a, origin: origin) }
    return try pointwise(Power(), [a, b], origin: origin)
  }

  public static func square(_ a: Expression, origin: Origin? = nil) throws -> Expression {
    try pointwise(Square(), [a], origin: origin)
  }

  public static func squareRoot(_ a: Expression, origin: Origin? = nil) throws -> Expression {
    try pointwise(SquareRoot(), [a], origin: origin)
  }

  public static func reciprocal(_ a: Expression, origin: Origin? = nil) throws -> Expression {
    try pointwise(Reciprocal(), [a], origin: origin)
  }
}
