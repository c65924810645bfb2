/// A long short-term memory over a window of rows, and dense layers on its last step.
///
/// - Source: Hochreiter, Schmidhuber (1997) with forget gates, as in PyTorch; reference system S3 is
///   `lstm(window=60, hidden=192, layers=2, dropout=0.25, head=[64])`: 468,609 parameters with 14
///   features.
public enum LstmNetwork: Architecture {
  static let hidden = Parameter(
    "hidden", .integer, default: .number(64), in: 1...16_384, "width of the memory")
  static let layers = Parameter(
    "layers", .integer, default: .number(1), in: 1...20, "LSTMs one on another")
  static let dropout = Parameter(
    "dropout", .number, default: .number(0), unit: "fraction", in: 0...0.999,
    "share dropped between layers and after hidden dense layers")
  static let head = Parameter(
    "head", .list, default: .absent, "sizes of dense layers with relu before the output; []")

  public static let signature = Signature(
    "lstm", group: "models", "Long short-term memory over a window of rows",
    details:
      "One sample is a window of rows of one symbol. The published ranking network, hidden=192 layers=2 "
      + "head=[64] on 14 features, has 468,609 parameters.",
    options: [
      WindowOption.window, hidden, layers, dropout, head, OutputLayer.link, HeadSpecification.heads,
      Head.raw,
    ] + WeightStyle.parameters,
    examples: [Example("model net = lstm(window=20, hidden=16, head=[8])")],
    keywords: ["recurrent"])

  public static func sample(_ options: BoundOptions) throws -> SampleKind {
    try WindowOption.sample(options)
  }

  public static func network(
    _ options: BoundOptions, text: String, for dataset: Dataset
  ) throws -> Network {
    let input = try NetworkInput(sample(options), of: dataset)
    let output = try OutputLayer(options, for: dataset)
    let units = try options.integer(hidden) ?? 64
    let count = try options.integer(layers) ?? 1
    let rate = try options.number(dropout) ?? 0
    let sizes = try options.integers(head, in: 1...65_536) ?? []
    guard sizes.count <= 100 else {
      throw Failure("head= takes at most 100 layers", culprit: .parameter(head.name))
    }
    return try Network(
      text: text, space: input.space, sources: [input.source], link: output.link,
      heads: output.heads, style: try WeightStyle(options)
    ) { builder in
      let x = try input.gather(in: &builder)
      var h = try builder.stackedLSTM(x, units, layers: count, dropout: rate)
      builder.begin("last")
      h = try .lastStep(h)
      builder.end("last", h)
      for size in sizes {
        builder.begin("dense")
        h = try builder.dropout(.relu(builder.linear(h, size)), rate)
        builder.end("dense(\(size)), relu, dropout", h)
      }
      return try output.apply(h, in: &builder)
    }
  }
}
