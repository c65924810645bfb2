/// The sum over all elements or over one axis, times a factor.
///
/// - Complexity: O(n), in an order that depends on the shape only.
struct Sum: TensorOperation {
  /// nil sums all elements to a scalar.
  let axis: Int?
  /// One for a sum, `1 / count` for a mean.
  let factor: Double
  var key: String { "sum(\(axis.map(String.init) ?? "all"),\(factor))" }

  func type(of inputs: [Expression]) throws -> ValueType {
    var shape = try Expression.dimensions(of: inputs[0], for: "sum")
    guard let axis else { return .scalar }
    guard shape.indices.contains(axis) else { throw Failure("'sum': \(shape) has no axis \(axis)") }
    shape.remove(at: axis)
    return try Expression.checked(shape.isEmpty ? [1] : shape, for: "sum")
  }

  func gradient(of node: Expression, seed: Expression) throws -> [Expression?] {
    let shape = node.inputs[0].dimensions ?? []
    let scaled =
      factor == 1 ? seed : try Expression.multiply(seed, Expression(constant: factor))
    let isTotal = axis == nil || shape.count == 1
    return [try Expression(Broadcast(dimensions: shape, axis: isTotal ? nil : axis), [scaled])]
  }

  func lower(_ site: LoweringSite) throws {
    let (outer, count, inner) = AxisSplit.sizes(site.node.inputs[0].dimensions ?? [], axis: axis)
    site.append(.sum, m: outer, n: count, k: inner, site.outputAndInputs, immediates: (factor, 0))
  }
}

extension Expression {
  /// The sum of all elements; a scalar is its own sum.
  public static func sum(_ x: Expression) throws -> Expression {
    x.type.shape == .scalar ? x : try Expression(Sum(axis: nil, factor: 1), [x])
  }

  /// The sum over one axis, which disappears.
  public static func sum(_ x: Expression, axis: Int) throws -> Expression {
    try Expression(Sum(axis: axis, factor: 1), [x])
  }

  /// The mean of all elements; a scalar is its own mean.
  public static func mean(_ x: Expression) throws -> Expression {
    guard x.type.shape != .scalar else { return x }
    return try Expression(Sum(axis: nil, factor: 1 / Double(max(1, x.elementCount))), [x])
  }

  /// The mean over one axis, which disappears.
  public static func mean(_ x: Expression, axis: Int) throws -> Expression {
    let shape = try dimensions(of: x, for: "mean")
    guard shape.indices.contains(axis) else {
      throw Failure("'mean': \(shape) has no axis \(axis)")
    }
    return try Expression(Sum(axis: axis, factor: 1 / Double(shape[axis])), [x])
  }
}
