/// `count` places of the last dimension, starting at `start`.
struct Slice: TensorOperation {
  let start: Int
  let count: Int
  var key: String { "slice(\(start),\(count))" }

  func type(of inputs: [Expression]) throws -> ValueType {
    var shape = try Expression.dimensions(of: inputs[0], for: "slice")
    let width = shape.removeLast()
    guard start >= 0, count > 0, start <= width - count else {
      throw Failure("'slice': places \(start)..<\(start + count) of \(width) do not exist")
    }
    return try Expression.checked(shape + [count], for: "slice")
  }

  func gradient(of node: Expression, seed: Expression) throws -> [Expression?] {
    let width = node.inputs[0].lastDimension
    return [try Expression(Place(start: start, width: width), [seed])]
  }

  func lower(_ site: LoweringSite) throws {
    let width = site.node.inputs[0].lastDimension
    site.append(
      .copyColumns, m: site.node.elementCount / count, n: count, site.outputAndInputs,
      extra: [count, 0, width, start])
  }
}

extension Expression {
  /// Places `from..<from + count` of the last dimension.
  public static func slice(_ x: Expression, from start: Int, count: Int) throws -> Expression {
    try Expression(Slice(start: start, count: count), [x])
  }
}
