/// Adds a row to every row of a tensor.
struct AddBias: TensorOperation {
  let key = "addBias"

  func type(of inputs: [Expression]) throws -> ValueType {
    let x = try Expression.dimensions(of: inputs[0], for: key)
    let bias = try Expression.dimensions(of: inputs[1], for: key)
    guard bias == [x[x.count - 1]] else {
      throw Failure("'\(key)' does not add a bias of shape \(bias) to \(x)")
    }
    return inputs[0].type
  }

  func gradient(of node: Expression, seed: Expression) throws -> [Expression?] {
    [seed, try .sumOfRows(seed)]
  }

  func lower(_ site: LoweringSite) throws {
    let n = site.node.inputs[1].elementCount
    let m = site.node.elementCount / n
    site.append(.addRow, m: m, n: n, site.outputAndInputs)
  }
}

extension Expression {
  /// `x + bias` with the bias along the last dimension.
  ///
  /// - Shape: `[..., n]`, `[n]` to `[..., n]`.
  public static func addBias(_ x: Expression, _ bias: Expression) throws -> Expression {
    try Expression(AddBias(), [x, bias])
  }

  /// The sum over all dimensions but the last: `[..., n]` to `[n]`.
  public static func sumOfRows(_ x: Expression) throws -> Expression {
    let shape = try dimensions(of: x, for: "sum of rows")
    let n = shape[shape.count - 1]
    return try sum(reshape(x, [x.elementCount / n, n]), axis: 0)
  }
}
