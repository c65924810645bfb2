/// Layers one after the other on a row of features, or on a window of rows:
/// `input |> dense(32) |> relu |> dense(1)`, `input |> window(20) |> conv1d(8) |> last |> dense(1)`;
/// with several inputs and heads a graph of them.
public struct Chain: Sendable {
  /// A layer with its options.
  public struct Link: Sendable {
    public let layer: any Layer.Type
    public let options: BoundOptions

    public init(_ layer: any Layer.Type, _ options: BoundOptions = BoundOptions()) {
      self.layer = layer
      self.options = options
    }

    /// A layer with one number: `dense(32)`.
    init(_ layer: any Layer.Type, _ parameter: Parameter, _ value: Double) {
      self.init(layer, BoundOptions([parameter.name: .number(value)]))
    }
  }

  /// Where the network ends, or stands so far.
  public let node: ChainNode
  /// Outputs by name; empty where the node is the only one.
  public let heads: [ChainHead]

  public init(_ node: ChainNode = .input, heads: [ChainHead] = []) {
    (self.node, self.heads) = (node, heads)
  }

  /// A chain without branches.
  ///
  /// - Throws: `Failure` where a window does not stand first.
  public init(_ links: [Link]) throws {
    self.init(try links.reduce(ChainNode.input) { try $0.appending($1) })
  }

  /// - Throws: `Failure` when the chain has ended in heads, or of the layer.
  public func appending(_ link: Link) throws -> Chain {
    guard heads.isEmpty else { throw Failure("heads({...}) is the end of a network") }
    return Chain(try node.appending(link))
  }

  private var roots: [ChainNode] { heads.isEmpty ? [node] : heads.map(\.node) }

  /// A window where the network reads one, the longest of several, else a row.
  func sample() throws -> SampleKind {
    let windows = ChainNode.ordered(roots).compactMap { node -> Int? in
      guard case .input(let window) = node.kind else { return nil }
      return window
    }
    return windows.max().map { .window($0) } ?? .row
  }

  /// The network on the rows or windows of a dataset.
  ///
  /// An identity head is scaled by the spread of the training labels, so that predictions start in
  /// their range; its last bias starts at their mean (through the link).
  /// - Parameters:
  ///   - link: Of the only head; nil follows the target.
  ///   - style: How weights begin where their layer does not say.
  ///   - isRaw: The output is the last layer's number as it is.
  /// - Throws: `Failure` when the chain does not end in one number, or one per class.
  func network(
    text: String, link: Runtime.Link? = nil, isRaw: Bool = false,
    style: WeightStyle = .standard, for dataset: Dataset
  ) throws -> Network {
    let order = ChainNode.ordered(roots)
    let inputs = try ChainInputs(order, of: dataset, sample: sample())
    let ends = try ChainEnds(self, link: link, isRaw: isRaw, for: dataset)
    try ends.checkRaw(order)
    return try Network(
      text: text, space: inputs.space, sources: inputs.sources, link: ends.link, heads: ends.heads,
      style: style
    ) { builder in
      var made: [ObjectIdentifier: Expression] = [:]
      builder.columns = dataset.columns.map(\.name)
      func value(_ node: ChainNode) throws -> Expression {
        guard let x = made[ObjectIdentifier(node)] else {
          throw Failure("the network has no such input")
        }
        return x
      }
      for node in order {
        let x: Expression
        switch node.kind {
        case .input: x = try inputs.gather(node, in: &builder)
        case .layer(let link, let below):
          let below = try value(below)
          x = try builder.styled(link.options) {
            try link.layer.apply(below, link.options, in: &$0)
          }
        case .joined(let layer, let nodes):
          x = try layer.join(nodes.map(value))
          builder.begin(layer.signature.name)
          builder.end("\(layer.signature.name) of \(nodes.count)", x)
        }
        made[ObjectIdentifier(node)] = x
      }
      return try ends.build(in: &builder) { try value($0) }
    }
  }
}
