/// The hyperbolic tangent.
struct Tanh: PointwiseOperation {
  let code = MicroCode.tanh

  func gradient(of node: Expression, seed: Expression) throws -> [Expression?] {
    [try .multiply(seed, .subtract(Expression(constant: 1), .square(node)))]
  }
}

/// `1 / (1 + e^-a)`.
struct Sigmoid: PointwiseOperation {
  let code = MicroCode.sigmoid

  func gradient(of node: Expression, seed: Expression) throws -> [Expression?] {
    let slope = try Expression.multiply(node, .subtract(Expression(constant: 1), node))
    return [try .multiply(seed, slope)]
  }
}

/// `ln(1 + e^a)`, computed as `max(a, 0) + ln(1 + e^-|a|)`.
struct Softplus: PointwiseOperation {
  let code = MicroCode.softplus

  func gradient(of node: Expression, seed: Expression) throws -> [Expression?] {
    [try .multiply(seed, .sigmoid(node.inputs[0]))]
  }
}

/// `max(a, 0)`; no gradient at zero.
struct Relu: PointwiseOperation {
  let code = MicroCode.relu

  func gradient(of node: Expression, seed: Expression) throws -> [Expression?] {
    [try .keepPositive(node.inputs[0], seed)]
  }
}

extension Expression {
  public static func tanh(_ a: Expression, origin: Origin? = nil) throws -> Expression {
    try pointwise(Tanh(), [a], origin: origin)
  }

  public static func sigmoid(_ a: Expression, origin: Origin? = nil) throws -> Expression {
    try pointwise(Sigmoid(), [a], origin: origin)
  }

  public static func softplus(_ a: Expression, origin: Origin? = nil) throws -> Expression {
    try pointwise(Softplus(), [a], origin: origin)
  }

  public static func relu(_ a: Expression, origin: Origin? = nil) throws -> Expression {
    try pointwise(Relu(), [a], origin: origin)
  }

  /// `a` above zero, `e^a - 1` below, as `max(a, 0) + e^min(a, 0) - 1`.
  ///
  /// - Source: Clevert, Unterthiner, Hochreiter (2016), alpha 1.
  public static func elu(_ a: Expression) throws -> Expression {
    let positive = try relu(a)
    let negative = try exponential(subtract(a, positive))
    return try add(positive, subtract(negative, Expression(constant: 1)))
  }
}
