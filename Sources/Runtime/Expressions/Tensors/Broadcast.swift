/// Repeats values along a new axis: a scalar to a shape, a row to a matrix, a column to a matrix.
struct Broadcast: TensorOperation {
  let dimensions: [Int]
  /// The axis of the result along which values repeat; nil repeats a scalar over everything.
  let axis: Int?
  var key: String { "broadcast(\(dimensions),\(axis.map(String.init) ?? "all"))" }

  func type(of inputs: [Expression]) throws -> ValueType {
    let type = try Expression.checked(dimensions, for: "broadcast")
    guard let from = inputs[0].dimensions else {
      throw Failure("'broadcast' needs a tensor or a number, not a column")
    }
    var expected: [Int] = []
    if let axis {
      guard dimensions.indices.contains(axis) else {
        throw Failure("'broadcast': \(dimensions) has no axis \(axis)")
      }
      expected = dimensions
      expected.remove(at: axis)
    }
    guard from == expected || (expected.isEmpty && from == [1]) else {
      throw Failure("'broadcast' does not repeat \(from) to \(dimensions)")
    }
    return type
  }

  func gradient(of node: Expression, seed: Expression) throws -> [Expression?] {
    guard let axis, dimensions.count > 1 else {
      let total = try Expression.sum(seed)
      let isScalar = node.inputs[0].type.shape == .scalar
      return [isScalar ? total : try .broadcast(total, to: [1])]
    }
    return [try .sum(seed, axis: axis)]
  }

  func lower(_ site: LoweringSite) throws {
    let (outer, count, inner) = AxisSplit.sizes(dimensions, axis: axis)
    site.append(.broadcast, m: outer, n: count, k: inner, site.outputAndInputs)
  }
}

extension Expression {
  /// A number repeated to a shape.
  public static func broadcast(_ scalar: Expression, to shape: [Int]) throws -> Expression {
    try Expression(Broadcast(dimensions: shape, axis: nil), [scalar])
  }

  /// `x` repeated `count` times along a new axis that stands before dimension `axis` of `x`.
  ///
  /// A row to a matrix is axis 0 (`[n]` to `[count, n]`), a column to a matrix axis 1 (`[m]` to
  /// `[m, count]`).
  public static func broadcast(_ x: Expression, axis: Int, count: Int) throws -> Expression {
    var shape = try dimensions(of: x, for: "broadcast")
    guard (0...shape.count).contains(axis) else {
      throw Failure("'broadcast': \(shape) has no place for an axis \(axis)")
    }
    shape.insert(count, at: axis)
    return try Expression(Broadcast(dimensions: shape, axis: axis), [x])
  }
}
