/// Makes a network deterministic for evaluation: dropout masks become ones, batch norms use their
/// running statistics.
enum EvaluationMode {
  static func apply(to roots: [Expression]) throws -> [Expression] {
    try GraphRewriter.rewrite(roots) { node in
      if let norm = node.operation as? BatchNorm { return try norm.evaluated(node.inputs) }
      guard let mask = node.operation as? DropoutMask else { return node }
      return try .broadcast(Expression(constant: 1), to: mask.dimensions)
    }
  }
}
