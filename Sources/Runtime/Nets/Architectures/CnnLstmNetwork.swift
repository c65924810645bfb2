/// Three views of a window, fused, with three heads: direction, volatility and magnitude.
///
/// A WaveNet branch (four blocks of dilations 1, 2, 4), a convolution branch with a bidirectional
/// LSTM and attention behind it, two dense layers on both, and per head a dense layer. A training
/// uses the head of the target's name, else direction for classes and yes/no, volatility for numbers.
/// - Source: reference system S4: 2,063,237 parameters with 19 features, 2,073,125 with 70 features
///   and `direction_hidden=0`, 3,200 of them running statistics.
public enum CnnLstmNetwork: Architecture {
  static let dropout = Parameter(
    "dropout", .number, default: .number(0.3), unit: "fraction", in: 0...0.6,
    "share dropped after convolutions, LSTMs and dense layers; a third of it in the WaveNet "
      + "branch, half in front of the numbers, 1.5 times in front of direction")
  static let hidden = Parameter(
    "direction_hidden", .integer, default: .number(64), in: 0...65_536,
    "width of the layer in front of direction; 0 for none")

  public static let signature = Signature(
    "cnn_lstm", group: "models", "Convolutions, LSTMs and attention over a window, three heads",
    details: "One sample is a window of at least 4 rows of one symbol. Left out, the heads are "
      + "direction, volatility and magnitude, of which those are trained that have a target. At width=1 it has "
      + "2,063,237 parameters on 19 features; width=0.25 makes every layer a quarter as wide.",
    options: [
      WindowOption.window, WindowOption.width, dropout, hidden, HeadSpecification.heads,
      OutputLayer.link, Head.raw,
    ] + WeightStyle.parameters,
    examples: [
      Example("model net = cnn_lstm(window=20, width=0.25)"),
      Example("model net = cnn_lstm(heads={direction: softmax(3), volatility: softplus})"),
    ],
    keywords: ["convolution", "lstm", "attention", "wavenet"])

  public static func sample(_ options: BoundOptions) throws -> SampleKind {
    try WindowOption.sample(options)
  }

  public static func network(
    _ options: BoundOptions, text: String, for dataset: Dataset
  ) throws -> Network {
    let kind = try sample(options)
    if case .window(let rows) = kind, rows < 4 {
      throw Failure(
        "cnn_lstm halves its window twice: it needs at least 4 rows", culprit: .parameter("window"))
    }
    let input = try NetworkInput(kind, of: dataset)
    let heads = try CnnLstmHeads(options, for: dataset)
    let rate = try options.number(dropout) ?? 0.3
    let branches = CnnLstmBranches(
      dropout: rate, width: { try WindowOption.scaled($0, options) })
    return try Network(
      text: text, space: input.space, sources: [input.source], link: heads.link,
      heads: heads.heads(for: dataset), style: try WeightStyle(options)
    ) { builder in
      let x = try input.gather(in: &builder)
      return try heads.build(on: branches.build(on: x, in: &builder), in: &builder)
    }
  }
}
