/// Computes what depends on constants alone, in float64.
enum ConstantFolding {
  static func apply(to roots: [Expression]) throws -> [Expression] {
    try GraphRewriter.rewrite(roots) { node in
      guard let operation = node.operation as? any PointwiseOperation else { return node }
      let values = node.inputs.compactMap(\.constantValue)
      guard values.count == node.inputs.count else { return node }
      return Expression(constant: try operation.code.value(values))
    }
  }
}
