/// Groups element-wise nodes into chains that run block by block without going through memory.
///
/// A node joins its users' chain when all of them are in one chain over the same number of
/// elements; a chain has one result.
struct Fusion {
  /// With so few operations a chain needs at most 15 registers and 48 operands.
  static let maximalOperations = 16

  /// The chain each fused node belongs to, by the node that is the chain's result.
  private(set) var members: [ObjectIdentifier: [Expression]] = [:]
  private var chain: [ObjectIdentifier: ObjectIdentifier] = [:]

  /// - Parameters:
  ///   - order: inputs before users.
  ///   - kept: nodes whose value is needed in memory.
  init(order: [Expression], kept: Set<ObjectIdentifier>) {
    let users = Self.users(in: order)
    for node in order.reversed() where Self.isFusible(node) {
      let id = ObjectIdentifier(node)
      let target =
        kept.contains(id) ? nil : commonChain(of: users[id] ?? [], count: node.elementCount)
      let root = target ?? id
      chain[id] = root
      members[root, default: []].append(node)
    }
    for root in members.keys { members[root]?.reverse() }
  }

  /// Whether the node is computed inside another node's chain.
  func isInner(_ node: Expression) -> Bool {
    guard let root = chain[ObjectIdentifier(node)] else { return false }
    return root != ObjectIdentifier(node)
  }

  static func isFusible(_ node: Expression) -> Bool {
    node.operation is any PointwiseOperation && node.type.shape != .column
  }

  static func users(in order: [Expression]) -> [ObjectIdentifier: [Expression]] {
    var users: [ObjectIdentifier: [Expression]] = [:]
    for node in order {
      for input in node.inputs { users[ObjectIdentifier(input), default: []].append(node) }
    }
    return users
  }

  private func commonChain(of users: [Expression], count: Int) -> ObjectIdentifier? {
    guard let first = users.first, let root = chain[ObjectIdentifier(first)] else { return nil }
    let isCommon = users.allSatisfy {
      chain[ObjectIdentifier($0)] == root && $0.elementCount == count
    }
    guard isCommon, (members[root]?.count ?? 0) < Self.maximalOperations else { return nil }
    return root
  }
}
