/// Merges nodes of equal operation and equal inputs.
///
/// Leaves that hold data (columns, fixed tensors) are the same only when they are the same object.
enum CommonSubexpressions {
  private struct Identity: Hashable {
    let key: String
    let inputs: [ObjectIdentifier]
    let axis: ObjectIdentifier?
  }

  static func apply(to roots: [Expression]) throws -> [Expression] {
    var known: [Identity: Expression] = [:]
    return try GraphRewriter.rewrite(roots) { node in
      guard !(node.operation is ColumnLeaf), !(node.operation is ConstantTensor) else {
        return node
      }
      let identity = Identity(
        key: node.operation.key, inputs: node.inputs.map { ObjectIdentifier($0) },
        axis: node.type.axis.map { ObjectIdentifier($0) })
      if let earlier = known[identity] { return earlier }
      known[identity] = node
      return node
    }
  }
}
