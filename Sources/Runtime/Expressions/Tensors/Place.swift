/// Zeros of `width` places along the last dimension with the input at `start`.
struct Place: TensorOperation {
  let start: Int
  let width: Int
  var key: String { "place(\(start),\(width))" }

  func type(of inputs: [Expression]) throws -> ValueType {
    let shape = try Expression.dimensions(of: inputs[0], for: "place")
    return try Expression.checked(shape.dropLast() + [width], for: "place")
  }

  func gradient(of node: Expression, seed: Expression) throws -> [Expression?] {
    [try .slice(seed, from: start, count: node.inputs[0].lastDimension)]
  }

  func lower(_ site: LoweringSite) throws {
    let count = site.node.inputs[0].lastDimension
    site.append(.fill, m: site.node.elementCount, [site.output])
    site.append(
      .copyColumns, m: site.node.elementCount / width, n: count, site.outputAndInputs,
      extra: [width, start, count, 0])
  }
}
