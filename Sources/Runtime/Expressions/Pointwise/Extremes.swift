/// The smaller of two; missing when either is. On a tie the gradient goes to the first.
struct Minimum: PointwiseOperation {
  let code = MicroCode.minimum

  func gradient(of node: Expression, seed: Expression) throws -> [Expression?] {
    try Expression.chosen(.lessOrEqual(node.inputs[0], node.inputs[1]), node, seed)
  }
}

/// The larger of two; missing when either is. On a tie the gradient goes to the first.
struct Maximum: PointwiseOperation {
  let code = MicroCode.maximum

  func gradient(of node: Expression, seed: Expression) throws -> [Expression?] {
    try Expression.chosen(.greaterOrEqual(node.inputs[0], node.inputs[1]), node, seed)
  }
}

/// `|a|`; no gradient at zero.
struct Absolute: PointwiseOperation {
  let code = MicroCode.absolute

  func gradient(of node: Expression, seed: Expression) throws -> [Expression?] {
    [try .multiply(seed, .sign(node.inputs[0]))]
  }
}

/// -1, 0 or 1.
struct Sign: FlatOperation {
  let code = MicroCode.sign
}

extension Expression {
  public static func minimum(_ a: Expression, _ b: Expression, origin: Origin? = nil) throws
    -> Expression
  { try pointwise(Minimum(), [a, b], origin: origin) }

  public static func maximum(_ a: Expression, _ b: Expression, origin: Origin? = nil) throws
    -> Expression
  { try pointwise(Maximum(), [a, b], origin: origin) }

  public static func absolute(_ a: Expression, origin: Origin? = nil) throws -> Expression {
    try pointwise(Absolute(), [a], origin: origin)
  }

  public static func sign(_ a: Expression, origin: Origin? = nil) throws -> Expression {
    try pointwise(Sign(), [a], origin: origin)
  }

  /// The adjoints of a choice between two inputs.
  fileprivate static func chosen(_ first: Expression, _ node: Expression, _ seed: Expression) throws
    -> [Expression?]
  {
    let zero = Expression(constant: 0)
    return [
      try .adjoint(.select(first, seed, zero), for: node.inputs[0]),
      try .adjoint(.select(first, zero, seed), for: node.inputs[1]),
    ]
  }
}
