/// A multi-layer perceptron on the features of a row.
///
/// With `norm=layer`: layer norm of the inputs, then per hidden size a dense layer, layer norm,
/// activation and dropout, then one linear output.
/// - Source: `norm=layer` is the network of reference system S2 (1,625 parameters with 28 features
///   and hidden sizes 32, 16).
public enum MlpNetwork: Architecture {
  enum Norm: String, CaseIterable { case layer, none }
  enum Activation: String, CaseIterable { case relu, tanh, elu, sigmoid, softplus }

  static let hidden = Parameter("hidden", .list, default: .absent, "sizes; [32, 16]")
  static let norm = Parameter(
    "norm", .choice(Norm.allCases.map(\.rawValue)), default: .text("none"),
    "normalise inputs and hidden layers")
  static let activation = Parameter(
    "act", .choice(Activation.allCases.map(\.rawValue)), default: .text("relu"), "activation")
  static let dropout = Parameter(
    "dropout", .number, default: .number(0), unit: "fraction", in: 0...0.999,
    "share of hidden numbers dropped while training")
  static let head = Parameter(
    "head", .choice(Link.allCases.map(\.rawValue)), default: .absent,
    "link of the output; identity for numbers, sigmoid for yes/no")

  public static let signature = Signature(
    "mlp", group: "models", "Multi-layer perceptron on the features of a row",
    details:
      "One sample is a row. The published network of direction, hidden=[32, 16] with norm=layer, has "
      + "1,625 parameters on 28 features, 1,319 on 19 and 1,013 on 10.",
    options: [hidden, norm, activation, dropout, head, HeadSpecification.heads, Head.raw]
      + WeightStyle.parameters,
    examples: [Example("model net = mlp(hidden=[16, 8], norm=layer, dropout=0.2)")])

  public static func sample(_ options: BoundOptions) throws -> SampleKind { .row }

  public static func network(
    _ options: BoundOptions, text: String, for dataset: Dataset
  ) throws -> Network {
    guard dataset.labels.count == 1, options.values[HeadSpecification.heads.name] == nil else {
      return try several(options, text: text, for: dataset)
    }
    let chosen = try options.choice(head, of: Link.self)
    let isRaw = try options.boolean(Head.raw) ?? false
    let outputs = try LabelStatistics.logShares(dataset)?.count ?? 1
    return try chain(options, outputs: outputs).network(
      text: text, link: chosen, isRaw: isRaw, style: try WeightStyle(options), for: dataset)
  }

  /// The hidden layers with a head per target on them.
  private static func several(
    _ options: BoundOptions, text: String, for dataset: Dataset
  ) throws -> Network {
    guard options.values[head.name] == nil else {
      throw Failure(
        "several heads name their links themselves", culprit: .parameter(head.name),
        hint: "heads={\(dataset.labels.first?.target.name ?? "y"): softplus, ...}")
    }
    let (body, output) = (try layers(options), try OutputLayer(options, for: dataset))
    let input = try NetworkInput(.row, of: dataset)
    return try Network(
      text: text, space: input.space, sources: [input.source], link: output.link,
      heads: output.heads, style: try WeightStyle(options)
    ) { builder in
      var x = try input.gather(in: &builder)
      for link in body { x = try link.layer.apply(x, link.options, in: &builder) }
      return try output.apply(x, in: &builder)
    }
  }

  /// The layers, so that a user can see what `mlp(...)` stands for.
  static func chain(_ options: BoundOptions, outputs: Int = 1) throws -> Chain {
    try Chain(
      layers(options) + [Chain.Link(DenseLayer.self, DenseLayer.units, Double(outputs))])
  }

  /// All but the output.
  private static func layers(_ options: BoundOptions) throws -> [Chain.Link] {
    let sizes = try options.integers(hidden, in: 1...65_536) ?? [32, 16]
    guard sizes.count <= 100 else {
      throw Failure("hidden= takes at most 100 layers", culprit: .parameter(hidden.name))
    }
    let isNormed = try options.choice(norm, of: Norm.self) == .layer
    let word = try options.choice(activation, of: Activation.self) ?? .relu
    let rate = try options.number(dropout) ?? 0
    var links: [Chain.Link] = isNormed ? [Chain.Link(NormalisationLayer.self)] : []
    for size in sizes {
      links.append(Chain.Link(DenseLayer.self, DenseLayer.units, Double(size)))
      if isNormed { links.append(Chain.Link(NormalisationLayer.self)) }
      if let layer = LayerCatalog.layer(named: word.rawValue) { links.append(Chain.Link(layer)) }
      if rate > 0 { links.append(Chain.Link(DropoutLayer.self, DropoutLayer.rate, rate)) }
    }
    return links
  }
}
