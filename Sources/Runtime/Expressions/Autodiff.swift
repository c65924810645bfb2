/// Reverse-mode differentiation that builds graph, so the same compiler serves backward and forward.
public enum Autodiff {
  /// The gradient of a scalar with respect to each target; zeros where it does not depend on one.
  ///
  /// - Throws: `Failure` when `loss` is not a scalar or an operation on the way has no gradient.
  /// - Complexity: one gradient rule per node between the targets and the loss.
  public static func gradients(of loss: Expression, withRespectTo targets: [Expression]) throws
    -> [Expression]
  {
    guard loss.type.shape == .scalar else {
      throw Failure("a loss is one number, not a \(loss.type.shape)", hint: "take its mean")
    }
    let order = topologicalOrder(of: [loss])
    let relevant = nodes(in: order, dependingOn: targets)
    var adjoints = [ObjectIdentifier(loss): Expression(constant: 1)]
    for node in order.reversed() where relevant.contains(ObjectIdentifier(node)) {
      guard let seed = adjoints[ObjectIdentifier(node)], !node.inputs.isEmpty else { continue }
      try propagate(seed, through: node, relevant, &adjoints)
    }
    return try targets.map { try adjoints[ObjectIdentifier($0)] ?? zeros(like: $0) }
  }

  private static func propagate(
    _ seed: Expression, through node: Expression, _ relevant: Set<ObjectIdentifier>,
    _ adjoints: inout [ObjectIdentifier: Expression]
  ) throws {
    guard node.inputs.contains(where: { relevant.contains(ObjectIdentifier($0)) }) else { return }
    let contributions = try node.operation.gradient(of: node, seed: seed)
    for (input, contribution) in zip(node.inputs, contributions) {
      let id = ObjectIdentifier(input)
      guard let contribution, relevant.contains(id) else { continue }
      adjoints[id] = try adjoints[id].map { try .add($0, contribution) } ?? contribution
    }
  }

  /// Inputs before users, each node once; iterative, so deep graphs do not overflow the stack.
  ///
  /// - Parameter tensorsOnly: leaves out columns and what only columns need.
  static func topologicalOrder(of roots: [Expression], tensorsOnly: Bool = false) -> [Expression] {
    var order: [Expression] = []
    var state: [ObjectIdentifier: Bool] = [:]
    var pending = roots.reversed().map { (node: $0, expanded: false) }
    while let (node, expanded) = pending.popLast() {
      let id = ObjectIdentifier(node)
      if expanded {
        order.append(node)
        continue
      }
      if tensorsOnly, node.type.shape == .column { continue }
      guard state.updateValue(true, forKey: id) == nil else { continue }
      pending.append((node, true))
      for input in node.inputs.reversed() where state[ObjectIdentifier(input)] == nil {
        pending.append((input, false))
      }
    }
    return order
  }

  private static func nodes(in order: [Expression], dependingOn targets: [Expression])
    -> Set<ObjectIdentifier>
  {
    var found = Set(targets.map { ObjectIdentifier($0) })
    for node in order where node.inputs.contains(where: { found.contains(ObjectIdentifier($0)) }) {
      found.insert(ObjectIdentifier(node))
    }
    return found
  }

  private static func zeros(like target: Expression) throws -> Expression {
    let zero = Expression(constant: 0)
    guard let shape = target.dimensions, !shape.isEmpty else { return zero }
    return try .broadcast(zero, to: shape)
  }
}
