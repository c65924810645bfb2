/// Swaps the last two dimensions.
struct Transpose: TensorOperation {
  let key = "transpose"

  func type(of inputs: [Expression]) throws -> ValueType {
    var shape = try Expression.dimensions(of: inputs[0], for: key)
    guard shape.count >= 2 else { throw Failure("'\(key)' needs a matrix, not \(shape)") }
    shape.swapAt(shape.count - 1, shape.count - 2)
    return try Expression.checked(shape, for: key)
  }

  func gradient(of node: Expression, seed: Expression) throws -> [Expression?] {
    [try .transpose(seed)]
  }

  func lower(_ site: LoweringSite) throws {
    let shape = site.node.inputs[0].dimensions ?? []
    let (rows, columns) = (shape[shape.count - 2], shape[shape.count - 1])
    let batch = shape.dropLast(2).reduce(1, *)
    site.append(.transpose, m: rows, n: columns, k: batch, site.outputAndInputs)
  }
}

extension Expression {
  /// The matrices of `x` transposed: `[..., m, n]` to `[..., n, m]`.
  public static func transpose(_ x: Expression) throws -> Expression {
    try Expression(Transpose(), [x])
  }
}
