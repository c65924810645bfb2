/// Rebuilds a graph from the leaves up, node by node.
enum GraphRewriter {
  /// The roots with every node replaced by `transform` of it, whose inputs are replaced already.
  static func rewrite(
    _ roots: [Expression], _ transform: (Expression) throws -> Expression
  ) throws -> [Expression] {
    var replaced: [ObjectIdentifier: Expression] = [:]
    for node in Autodiff.topologicalOrder(of: roots) {
      let inputs = node.inputs.map { replaced[ObjectIdentifier($0)] ?? $0 }
      let isChanged = zip(inputs, node.inputs).contains { $0 !== $1 }
      let current =
        isChanged ? try Expression(node.operation, inputs, origin: node.origin) : node
      replaced[ObjectIdentifier(node)] = try transform(current)
    }
    return roots.map { replaced[ObjectIdentifier($0)] ?? $0 }
  }
}
