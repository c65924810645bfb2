/// Puts what the samples of a batch count in place of the mask that a loss reads.
enum SampleMask {
  /// - Parameters:
  ///   - isInput: The mask stays an input, for batches that are not full; else every sample counts,
  ///     so that the compiler sees plain sums and means.
  ///   - weights: A factor per sample.
  static func apply(
    to roots: [Expression], isInput: Bool, weights: Expression? = nil
  ) throws -> [Expression] {
    if isInput, weights == nil { return roots }
    return try GraphRewriter.rewrite(roots) { node in
      guard let leaf = node.operation as? InputLeaf, leaf.name == Expression.sampleMaskName else {
        return node
      }
      guard let weights else { return try .broadcast(Expression(constant: 1), to: leaf.dimensions) }
      let own = try Expression.gathered(weights, shape: leaf.dimensions)
      return isInput ? try .multiply(node, own) : own
    }
  }
}
