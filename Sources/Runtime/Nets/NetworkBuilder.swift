/// Collects the weights and the layer table while a network's graph is built.
///
/// A graph has a fixed batch size, so it is built once per size; every build gives the same weights
/// in the same order.
public struct NetworkBuilder {
  /// A line of the layer table.
  public struct LayerRow: Sendable, Equatable {
    public let name: String
    /// `[B, 32]`.
    public let shape: String
    public let parameterCount: Int
  }

  public let batch: Int
  public private(set) var parameters: [NetworkParameter] = []
  public private(set) var layers: [LayerRow] = []
  /// The fixed numbers the network was built with.
  public private(set) var constants: [NetworkConstant] = []
  /// Fixed numbers from a file, in place of those of the training rows.
  private let given: [NetworkConstant]
  /// What a training step writes, in the order of the state among the parameters.
  public private(set) var updates: [StateUpdate] = []
  /// The names of the features, in the order of the input's last dimension.
  var columns: [String] = []
  /// The outputs by name of a network with several.
  var heads: [NamedHead] = []
  private var counts: [String: Int] = [:]
  private var scope = ""
  private var streams: UInt32 = 0
  private var parametersBefore = 0

  /// How the weights of the layer at hand begin and are held small.
  var style: WeightStyle

  init(
    batch: Int, constants given: [NetworkConstant] = [], style: WeightStyle = .standard
  ) {
    self.batch = batch
    self.given = given
    self.style = style
  }

  /// Builds with what a layer says of its own weights.
  mutating func styled<Result>(
    _ options: BoundOptions, _ build: (inout NetworkBuilder) throws -> Result
  ) throws -> Result {
    let outer = style
    style = try WeightStyle(options, within: outer)
    defer { style = outer }
    return try build(&self)
  }

  /// Starts a layer: its weights are named `dense1.weight`, the second dense layer `dense2`.
  public mutating func begin(_ kind: String) {
    counts[kind, default: 0] += 1
    scope = "\(kind)\(counts[kind] ?? 1)"
    parametersBefore = parameters.reduce(0) { $0 + $1.count }
  }

  /// Ends the layer with a line of the table; `text` says what it is.
  public mutating func end(_ text: String, _ output: Expression) {
    let count = parameters.reduce(0) { $0 + $1.count } - parametersBefore
    layers.append(
      LayerRow(name: text, shape: shape(output.dimensions ?? []), parameterCount: count))
  }

  /// `[B, 32]`; a sequence is shown as samples with their steps, `[B, 20, 32]`.
  private func shape(_ sizes: [Int]) -> String {
    if sizes.count == 3, sizes[1] == batch { return "[B, \(sizes[0]), \(sizes[2])]" }
    let texts = sizes.enumerated().map { place, size in
      place == 0 ? (size == batch ? "B" : "\(max(1, size / batch))B") : "\(size)"
    }
    return "[\(texts.joined(separator: ", "))]"
  }

  /// Names the weights that `build` makes as a part of the layer: `wave1.filter.weight`.
  mutating func part<Result>(
    _ name: String, _ build: (inout NetworkBuilder) throws -> Result
  ) rethrows -> Result {
    let outer = scope
    scope = "\(outer).\(name)"
    defer { scope = outer }
    return try build(&self)
  }

  /// A weight tensor of the current layer.
  ///
  /// - Parameter isPenalised: Whether `l2=` holds it small: weights of layers, no biases.
  public mutating func parameter(
    _ name: String, _ shape: [Int], _ start: Initializer, isPenalised: Bool = false
  ) throws -> Expression {
    let full = "\(scope).\(name)"
    parameters.append(
      NetworkParameter(
        name: full, shape: shape, start: start, l2: isPenalised ? style.l2 ?? 0 : 0))
    return try .parameter(full, shape: shape)
  }

  /// A fixed number that comes from the training rows, or from a file of weights.
  mutating func constant(_ name: String, _ value: Double) -> Double {
    let taken = given.first { $0.name == name }?.values.first ?? value
    constants.append(NetworkConstant(name, [taken]))
    return taken
  }

  /// Numbers of the current layer that steps write and the optimiser leaves alone.
  public mutating func state(
    _ name: String, _ shape: [Int], _ start: Initializer
  ) throws -> Expression {
    let full = "\(scope).\(name)"
    parameters.append(NetworkParameter(name: full, shape: shape, start: start, isState: true))
    return try .parameter(full, shape: shape)
  }

  /// The new values of state, in the order in which it was declared.
  mutating func write(_ updates: [StateUpdate]) { self.updates += updates }

  /// A stream of random numbers of its own, for one dropout.
  public mutating func stream() -> UInt32 {
    streams += 1
    return streams
  }

  /// `x Wᵀ + b` with PyTorch's default weights.
  ///
  /// - Shape: `[rows, in]` to `[rows, out]`.
  public mutating func linear(
    _ x: Expression, _ out: Int, name: String = "", bias start: Initializer? = nil
  ) throws -> Expression {
    let fanIn = x.dimensions?.last ?? 1
    let prefix = name.isEmpty ? "" : name + "_"
    let rule = style.rule
    let weight = try parameter(
      prefix + "weight", [out, fanIn], rule.weight(fanIn: fanIn, fanOut: out), isPenalised: true)
    let bias = try parameter(prefix + "bias", [out], start ?? rule.bias(fanIn: fanIn))
    return try .addBias(.matmulTransposed(x, weight), bias)
  }
}
