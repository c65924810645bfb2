/// The same numbers under another shape; costs nothing.
struct Reshape: TensorOperation {
  let dimensions: [Int]
  var key: String { "reshape(\(dimensions))" }
  var isView: Bool { true }

  func type(of inputs: [Expression]) throws -> ValueType {
    let from = try Expression.dimensions(of: inputs[0], for: "reshape")
    let type = try Expression.checked(dimensions, for: "reshape")
    guard dimensions.reduce(1, *) == inputs[0].elementCount else {
      throw Failure("'reshape' does not turn \(from) into \(dimensions)")
    }
    return type
  }

  func gradient(of node: Expression, seed: Expression) throws -> [Expression?] {
    [try .reshape(seed, node.inputs[0].dimensions ?? [])]
  }

  func lower(_ site: LoweringSite) throws {}
}

extension Expression {
  /// The numbers of `x`, row-major, under another shape.
  public static func reshape(_ x: Expression, _ shape: [Int]) throws -> Expression {
    x.dimensions == shape ? x : try Expression(Reshape(dimensions: shape), [x])
  }
}
