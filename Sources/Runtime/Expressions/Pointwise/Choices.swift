/// `a` where the condition is not 0, `b` where it is, missing where it is missing.
struct Select: PointwiseOperation {
  let code = MicroCode.select

  func gradient(of node: Expression, seed: Expression) throws -> [Expression?] {
    let (condition, zero) = (node.inputs[0], Expression(constant: 0))
    return [
      nil,
      try .adjoint(.select(condition, seed, zero), for: node.inputs[1]),
      try .adjoint(.select(condition, zero, seed), for: node.inputs[2]),
    ]
  }
}

/// 1 where a is missing, else 0.
struct IsMissing: FlatOperation {
  let code = MicroCode.isMissing
}

/// `a`, or `b` where a is missing.
struct Coalesce: PointwiseOperation {
  let code = MicroCode.coalesce

  func gradient(of node: Expression, seed: Expression) throws -> [Expression?] {
    let (a, b) = (node.inputs[0], node.inputs[1])
    let (missing, zero) = (try Expression.isMissing(a), Expression(constant: 0))
    return [
      try .adjoint(.select(missing, zero, seed), for: a),
      try .adjoint(.select(missing, seed, zero), for: b),
    ]
  }
}

/// `b` where a is above 0, else 0; missing where a is missing.
struct KeepPositive: PointwiseOperation {
  let code = MicroCode.keepPositive

  func gradient(of node: Expression, seed: Expression) throws -> [Expression?] {
    let kept = try Expression.keepPositive(node.inputs[0], seed)
    return [nil, try .adjoint(kept, for: node.inputs[1])]
  }
}

extension Expression {
  public static func select(
    _ condition: Expression, _ a: Expression, _ b: Expression, origin: Origin? = nil
  ) throws -> Expression {
    try pointwise(Select(), [condition, a, b], origin: origin)
  }

  public static func isMissing(_ a: Expression, origin: Origin? = nil) throws -> Expression {
    try pointwise(IsMissing(), [a], origin: origin)
  }

  public static func coalesce(_ a: Expression, _ b: Expression, origin: Origin? = nil) throws
    -> Expression
  { try pointwise(Coalesce(), [a, b], origin: origin) }

  public static func keepPositive(_ a: Expression, _ b: Expression) throws -> Expression {
    try pointwise(KeepPositive(), [a, b])
  }
}
