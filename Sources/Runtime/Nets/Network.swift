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
  }

  /// One line: `mlp(hidden=[32, 16])`.
  public let text: String
  public let space: SampleSpace
  public let sources: [NetworkSource]
  public let link: Link
  /// Weights first, state last.
  public let parameters: [NetworkParameter]
  public let layers: [NetworkBuilder.LayerRow]
  /// Fixed numbers of inputs and head that belong to the weights.
  public let constants: [NetworkConstant]
  private let body: @Sendable (inout NetworkBuilder) throws -> Expression

  /// - Parameters:
  ///   - inputs: The fixed numbers that the sources were scaled with.
  ///   - body: Builds the logit for the builder's batch size.
  init(
    text: String, space: SampleSpace, sources: [NetworkSource], link: Link,
    inputs: [NetworkConstant] = [],
    body: @escaping @Sendable (inout NetworkBuilder) throws -> Expression
  ) throws {
    var builder = NetworkBuilder(batch: 1, constants: inputs)
    _ = try body(&builder)
    self.text = text
    self.space = space
    self.sources = sources
    self.link = link
    self.parameters =
      builder.parameters.filter { !$0.isState } + builder.parameters.filter(\.isState)
    self.layers = builder.layers
    self.constants = inputs.filter { !$0.isOfHead } + builder.constants
    self.body = body
  }

  /// The same network with the fixed numbers of its head taken from a file of weights.
  func replacing(head constants: [NetworkConstant]) throws -> Network {
    try Network(
      text: text, space: space, sources: sources, link: link,
      inputs: self.constants.filter { !$0.isOfHead } + constants.filter(\.isOfHead), body: body)
  }

  public var parameterCount: Int { parameters.reduce(0) { $0 + $1.count } }

  /// Numbers among the parameters that the optimiser leaves alone.
  public var stateCount: Int { parameters.reduce(0) { $0 + ($1.isState ? $1.count : 0) } }

  /// The shape of predictions, labels and losses of a batch.
  public func sampleShape(batch: Int) -> [Int] {
    space.kind == .date ? [batch, space.width] : [batch]
  }

  public func build(batch: Int) throws -> Output {
    var builder = NetworkBuilder(batch: batch, constants: constants)
    let logit = try body(&builder)
    return Output(
      logit: logit, prediction: try link.apply(logit), updates: builder.updates,
      heads: builder.heads)
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
