/// A place in a network composed in the language: the input, a layer on a place, or places joined.
///
/// Nodes are shared by identity: two heads on one trunk train the same weights of the trunk.
public final class ChainNode: Sendable {
  enum Kind: Sendable {
    /// Rows, or windows of this many rows.
    case input(window: Int?)
    case layer(Chain.Link, ChainNode)
    case joined(any JoinLayer.Type, [ChainNode])
  }

  /// Longer chains are refused.
  static let mostLayers = 1000

  let kind: Kind
  /// Layers on the longest way from an input.
  let depth: Int

  init(_ kind: Kind) {
    self.kind = kind
    depth = 1 + (Self.parents(of: kind).map(\.depth).max() ?? 0)
  }

  /// The features of a row.
  public static var input: ChainNode { ChainNode(.input(window: nil)) }

  /// The node with a layer on it; a window makes a window of the input below.
  ///
  /// - Throws: `Failure` for a window above other layers, or a chain that is too long.
  func appending(_ link: Chain.Link) throws -> ChainNode {
    guard depth < Self.mostLayers else {
      throw Failure("a network has at most \(Self.mostLayers) layers one on another")
    }
    guard link.layer is WindowLayer.Type else { return ChainNode(.layer(link, self)) }
    return try windowed(try WindowLayer.required(WindowLayer.rows, link.options))
  }

  private func windowed(_ rows: Int) throws -> ChainNode {
    switch kind {
    case .input(window: nil): return ChainNode(.input(window: rows))
    case .layer(let link, let below) where link.layer is PickLayer.Type:
      return ChainNode(.layer(link, try below.windowed(rows)))
    default: throw WindowLayer.misplaced
    }
  }

  /// Several places joined into one.
  ///
  /// - Throws: `Failure` for a network that is too deep.
  public static func joined(_ layer: any JoinLayer.Type, _ nodes: [ChainNode]) throws -> ChainNode {
    guard (nodes.map(\.depth).max() ?? 0) < mostLayers else {
      throw Failure("a network has at most \(mostLayers) layers one on another")
    }
    return ChainNode(.joined(layer, nodes))
  }

  var parents: [ChainNode] { Self.parents(of: kind) }

  private static func parents(of kind: Kind) -> [ChainNode] {
    switch kind {
    case .input: []
    case .layer(_, let below): [below]
    case .joined(_, let nodes): nodes
    }
  }

  /// Every node under some, each once, inputs before users.
  static func ordered(_ roots: [ChainNode]) -> [ChainNode] {
    var seen: Set<ObjectIdentifier> = []
    var order: [ChainNode] = []
    func visit(_ node: ChainNode) {
      guard seen.insert(ObjectIdentifier(node)).inserted else { return }
      for parent in node.parents { visit(parent) }
      order.append(node)
    }
    for root in roots { visit(root) }
    return order
  }
}
