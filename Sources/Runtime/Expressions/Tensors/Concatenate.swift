/// Joins tensors along the last dimension.
struct Concatenate: TensorOperation {
  let key = "concatenate"

  func type(of inputs: [Expression]) throws -> ValueType {
    guard let first = inputs.first else { throw Failure("'\(key)' needs a tensor") }
    let leading = try Expression.dimensions(of: first, for: key).dropLast()
    var width = 0
    for input in inputs {
      let shape = try Expression.dimensions(of: input, for: key)
      guard shape.dropLast() == leading else {
        throw Failure("'\(key)' does not join \(first.type.shape) and \(input.type.shape)")
      }
      width += shape[shape.count - 1]
    }
    return try Expression.checked(Array(leading) + [width], for: key)
  }

  func gradient(of node: Expression, seed: Expression) throws -> [Expression?] {
    var start = 0
    return try node.inputs.map { input in
      let width = input.lastDimension
      defer { start += width }
      return try .slice(seed, from: start, count: width)
    }
  }

  func lower(_ site: LoweringSite) throws {
    let total = site.node.lastDimension
    var start = 0
    for (input, node) in zip(site.inputs, site.node.inputs) {
      let width = node.lastDimension
      site.append(
        .copyColumns, m: node.elementCount / width, n: width, [site.output, input],
        extra: [total, start, width, 0])
      start += width
    }
  }
}

extension Expression {
  /// The size of the last dimension; 1 for a scalar.
  var lastDimension: Int { dimensions?.last ?? 1 }

  /// Tensors joined along the last dimension: `[..., a]`, `[..., b]` to `[..., a + b]`.
  public static func concatenate(_ parts: [Expression]) throws -> Expression {
    try Expression(Concatenate(), parts)
  }

  /// Tensors of equal shape side by side along a new last dimension: k times `[...]` to `[..., k]`.
  public static func stack(_ parts: [Expression]) throws -> Expression {
    try concatenate(parts.map { try reshape($0, dimensions(of: $0, for: "stack") + [1]) })
  }
}
