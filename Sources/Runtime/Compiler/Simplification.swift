/// Algebraic clean-up that changes no value: neutral elements, repeated numbers, chained views and
/// transposes that a matrix product can take in.
enum Simplification {
  static func apply(to roots: [Expression]) throws -> [Expression] {
    try GraphRewriter.rewrite(roots) { node in
      let plain = try withoutBroadcasts(node)
      return try repeated(plain) ?? neutral(plain) ?? choice(plain) ?? power(plain) ?? view(plain)
        ?? product(plain) ?? plain
    }
  }

  /// A repeated number next to a tensor is the number itself.
  private static func withoutBroadcasts(_ node: Expression) throws -> Expression {
    guard node.operation is any PointwiseOperation else { return node }
    let inputs = node.inputs.map { repeatedNumber($0) ?? $0 }
    let keepsShape = inputs.contains { $0.type.shape == node.type.shape }
    guard keepsShape, zip(inputs, node.inputs).contains(where: { $0 !== $1 }) else { return node }
    return try Expression(node.operation, inputs, origin: node.origin)
  }

  private static func repeatedNumber(_ node: Expression) -> Expression? {
    guard node.operation is Broadcast, node.inputs[0].type.shape == .scalar else { return nil }
    return node.inputs[0]
  }

  /// What is computed of repeated numbers alone is computed once; its sum is a multiple.
  private static func repeated(_ node: Expression) throws -> Expression? {
    if let sum = node.operation as? Sum, sum.axis == nil,
      let number = repeatedNumber(node.inputs[0])
    {
      let factor = Double(node.inputs[0].elementCount) * sum.factor
      return try .multiply(number, Expression(constant: factor))
    }
    guard node.operation is any PointwiseOperation, let shape = node.dimensions, !shape.isEmpty
    else { return nil }
    let numbers = node.inputs.compactMap { $0.type.shape == .scalar ? $0 : repeatedNumber($0) }
    guard numbers.count == node.inputs.count else { return nil }
    return try .broadcast(Expression(node.operation, numbers, origin: node.origin), to: shape)
  }

  /// A choice that is known, and a gate that is open.
  private static func choice(_ node: Expression) throws -> Expression? {
    if node.operation is GradientGate, let mask = repeatedNumber(node.inputs[1])?.constantValue {
      return mask > 0 ? node.inputs[0] : nil
    }
    guard let operation = node.operation as? any PointwiseOperation, operation.code == .select,
      let condition = node.inputs[0].constantValue, !condition.isNaN
    else { return nil }
    let chosen = node.inputs[condition != 0 ? 1 : 2]
    return chosen.type.shape == node.type.shape ? chosen : nil
  }

  private static func neutral(_ node: Expression) throws -> Expression? {
    guard let operation = node.operation as? any PointwiseOperation, node.inputs.count == 2 else {
      return nil
    }
    let (a, b) = (node.inputs[0], node.inputs[1])
    func keeps(_ x: Expression) -> Expression? { x.type.shape == node.type.shape ? x : nil }
    switch (operation.code, a.constantValue, b.constantValue) {
    case (.multiply, _, 1), (.divide, _, 1), (.subtract, _, 0): return keeps(a)
    case (.multiply, 1, _): return keeps(b)
    default: return nil
    }
  }

  private static func power(_ node: Expression) throws -> Expression? {
    guard node.operation is Power else { return nil }
    switch node.inputs[1].constantValue {
    case 1: return node.inputs[0]
    case 2: return try Expression(Square(), [node.inputs[0]], origin: node.origin)
    default: return nil
    }
  }

  private static func view(_ node: Expression) throws -> Expression? {
    guard let inner = node.inputs.first else { return nil }
    if let reshape = node.operation as? Reshape {
      let source = inner.operation is Reshape ? inner.inputs[0] : inner
      return try .reshape(source, reshape.dimensions)
    }
    if node.operation is Transpose, inner.operation is Transpose { return inner.inputs[0] }
    if node.operation is Negate, inner.operation is Negate { return inner.inputs[0] }
    return nil
  }

  private static func product(_ node: Expression) throws -> Expression? {
    guard let product = node.operation as? MatrixProduct else { return nil }
    let (a, b) = (node.inputs[0], node.inputs[1])
    switch product.form {
    case .plain where isMatrixTranspose(b): return try .matmulTransposed(a, b.inputs[0])
    case .plain where isMatrixTranspose(a): return try .matmulLeftTransposed(a.inputs[0], b)
    case .rightTransposed where isMatrixTranspose(b): return try .matmul(a, b.inputs[0])
    case .leftTransposed where isMatrixTranspose(a): return try .matmul(a.inputs[0], b)
    default: return nil
    }
  }

  private static func isMatrixTranspose(_ node: Expression) -> Bool {
    node.operation is Transpose && node.dimensions?.count == 2
  }
}
