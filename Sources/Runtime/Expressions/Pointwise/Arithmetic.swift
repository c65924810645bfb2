/// `a + b`.
struct Add: PointwiseOperation {
  let code = MicroCode.add

  func gradient(of node: Expression, seed: Expression) throws -> [Expression?] {
    try node.inputs.map { try .adjoint(seed, for: $0) }
  }
}

/// `a - b`.
struct Subtract: PointwiseOperation {
  let code = MicroCode.subtract

  func gradient(of node: Expression, seed: Expression) throws -> [Expression?] {
    [
      try .adjoint(seed, for: node.inputs[0]),
      try .adjoint(.negate(seed), for: node.inputs[1]),
    ]
  }
}

/// `a b`.
struct Multiply: PointwiseOperation {
  let code = MicroCode.multiply

  func gradient(of node: Expression, seed: Expression) throws -> [Expression?] {
    let (a, b) = (node.inputs[0], node.inputs[1])
    return [
      try .adjoint(.multiply(seed, b), for: a),
      try .adjoint(.multiply(seed, a), for: b),
    ]
  }
}

/// `a / b`; missing where b is zero.
struct Divide: PointwiseOperation {
  let code = MicroCode.divide

  func gradient(of node: Expression, seed: Expression) throws -> [Expression?] {
    let (a, b) = (node.inputs[0], node.inputs[1])
    let share = try Expression.divide(seed, b)
    return [
      try .adjoint(share, for: a),
      try .adjoint(.negate(.multiply(share, node)), for: b),
    ]
  }
}

/// `-a`.
struct Negate: PointwiseOperation {
  let code = MicroCode.negate

  func gradient(of node: Expression, seed: Expression) throws -> [Expression?] {
    [try .negate(seed)]
  }
}

/// `a - b floor(a / b)`, with the sign of b; missing where b is zero.
struct Modulo: PointwiseOperation {
  let code = MicroCode.modulo

  func gradient(of node: Expression, seed: Expression) throws -> [Expression?] {
    let (a, b) = (node.inputs[0], node.inputs[1])
    let steps = try Expression.floor(.divide(a, b))
    return [
      try .adjoint(seed, for: a),
      try .adjoint(.negate(.multiply(seed, steps)), for: b),
    ]
  }
}

extension Expression {
  public static func add(_ a: Expression, _ b: Expression, origin: Origin? = nil) throws
    -> Expression
  { try pointwise(Add(), [a, b], origin: origin) }

  public static func subtract(_ a: Expression, _ b: Expression, origin: Origin? = nil) throws
    -> Expression
  { try pointwise(Subtract(), [a, b], origin: origin) }

  public static func multiply(_ a: Expression, _ b: Expression, origin: Origin? = nil) throws
    -> Expression
  { try pointwise(Multiply(), [a, b], origin: origin) }

  public static func divide(_ a: Expression, _ b: Expression, origin: Origin? = nil) throws
    -> Expression
  { try pointwise(Divide(), [a, b], origin: origin) }

  public static func negate(_ a: Expression, origin: Origin? = nil) throws -> Expression {
    try pointwise(Negate(), [a], origin: origin)
  }

  public static func modulo(_ a: Expression, _ b: Expression, origin: Origin? = nil) throws
    -> Expression
  { try pointwise(Modulo(), [a, b], origin: origin) }
}
