/// Replaces the mask of samples by ones where every sample of a batch counts, so that the compiler
/// sees plain sums and means.
enum UnmaskedBatch {
  static func apply(to roots: [Expression]) throws -> [Expression] {
    try GraphRewriter.rewrite(roots) { node in
      guard let leaf = node.operation as? InputLeaf, leaf.name == Expression.sampleMaskName else {
        return node
      }
      return try .broadcast(Expression(constant: 1), to: leaf.dimensions)
    }
  }
}
