/// A model recipe applied to a dataset: samples, fixed inputs, weights and the graph.
public struct Network: Sendable {
  /// What a built graph ends in.
  public struct Output: Sendable {
    /// What the head emits before its link.
    ///
    /// - Shape: `[B]`, or `[B, symbols]` where a sample is a date.
    public let logit: Expression
    public let prediction: Expression
    /// What a training step writes to the network's state.
    public var updates: [StateUpdate] = []
    /// All outputs by name where the network has several; the first output is one of them.
    public var heads: [NamedHead] = []
    /// Those that are trained, in the order of `Network.heads`.
    public var trained: [NamedHead] = []
  }

  /// One line: `mlp(hidden=[32, 16])`.
  public let text: String
  public let space: SampleSpace
  public internal(set) var sources: [NetworkSource]
  /// What is trained, at least one; the first is the one that rules and single losses read.
  public let heads: [NetworkHead]
  /// Weights first, state last.
  public let parameters: [NetworkParameter]
  public let layers: [NetworkBuilder.LayerRow]
  /// Fixed numbers of inputs and head that belong to the weights.
  public let constants: [NetworkConstant]
  /// How weights begin and are held small where their layer does not say.
  private let style: WeightStyle
  /// Whether a training solves for the weights at once.
  public let isLeastSquares: Bool
  /// What a network that is linear in them multiplies by its weights, and the symbols that have
  /// weights of their own; empty for other networks.
  var linearTerms: (names: [String], symbols: [String]) = ([], [])
  /// What it was made of; nil for a network made by hand.
  var recipe: ModelRecipe?
  private let body: @Sendable (inout NetworkBuilder) throws -> Expression

  /// - Parameters:
  ///   - link: Of the first head.
  ///   - heads: The heads that are trained, where they have names; the body builds them.
  ///   - style: How weights begin where their layer does not say.
  ///   - isLeastSquares: Whether the network is linear and its weights are solved for.
  ///   - inputs: The fixed numbers that the sources were scaled with.
  ///   - body: Builds the logit of the first head for the builder's batch size.
  init(
    text: String, space: SampleSpace, sources: [NetworkSource], link: Link,
    heads: [NetworkHead] = [], inputs: [NetworkConstant] = [], style: WeightStyle = .standard,
    isLeastSquares: Bool = false,
    body: @escaping @Sendable (inout NetworkBuilder) throws -> Expression
  ) throws {
    var builder = NetworkBuilder(batch: 1, constants: inputs, style: style)
    _ = try body(&builder)
    self.text = text
    self.space = space
    self.sources = sources
    self.heads = heads.isEmpty ? [NetworkHead("", link: link)] : heads
    self.parameters =
      builder.parameters.filter { !$0.isState } + builder.parameters.filter(\.isState)
    self.layers = builder.layers
    self.constants = inputs.filter { !$0.isOfHead } + builder.constants
    self.style = style
    self.isLeastSquares = isLeastSquares
    self.body = body
  }

  /// The same network with the fixed numbers of its head taken from a file of weights.
  func replacing(head constants: [NetworkConstant]) throws -> Network {
    var network = try Network(
      text: text, space: space, sources: sources, link: link,
      heads: heads.allSatisfy { $0.name.isEmpty } ? [] : heads,
      inputs: self.constants.filter { !$0.isOfHead } + constants.filter(\.isOfHead), style: style,
      isLeastSquares: isLeastSquares, body: body)
    network.recipe = recipe
    network.linearTerms = linearTerms
    return network
  }

  /// Of the first head.
  public var link: Link { heads.first?.link ?? .identity }

  public var parameterCount: Int { parameters.reduce(0) { $0 + $1.count } }

  /// Numbers among the parameters that the optimiser leaves alone.
  public var stateCount: Int { parameters.reduce(0) { $0 + ($1.isState ? $1.count : 0) } }

  /// The shape of predictions, labels and losses of a batch.
  public func sampleShape(batch: Int) -> [Int] {
    space.kind == .date ? [batch, space.width] : [batch]
  }

  public func build(batch: Int) throws -> Output {
    var builder = NetworkBuilder(batch: batch, constants: constants, style: style)
    let logit = try body(&builder)
    let trained = try heads.map { head in
      try builder.heads.first { $0.name == head.name }
        ?? NamedHead(head.name, link: head.link, logit: logit)
    }
    return Output(
      logit: logit, prediction: trained[0].prediction, updates: builder.updates,
      heads: builder.heads, trained: trained)
  }

  /// Seeded weights, all parameters one after the other.
  public func startWeights(seed: UInt64) -> [Double] {
    parameters.enumerated().flatMap { index, parameter in
      parameter.start.values(
        count: parameter.count, seed: seed, stream: UInt32(truncatingIfNeeded: index))
    }
  }

  /// The layer table with shapes and the parameter count, apart for state where there is any.
  public var table: TextTable {
    let parts = [
      ("trainable", "", parameterCount - stateCount), ("non-trainable", "", stateCount),
    ]
    let rows =
      layers.map { ($0.name, $0.shape, $0.parameterCount) }
      + [("total", "", parameterCount)] + (stateCount > 0 ? parts : [])
    return TextTable([
      TextTable.Column("layer", align: .left, rows.map(\.0)),
      TextTable.Column("output", align: .left, rows.map(\.1)),
      TextTable.Column("parameters", rows.map { NumberFormat.count($0.2) }),
    ])
  }
}
