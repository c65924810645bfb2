/// A WaveNet: gated convolutions of growing dilation whose skips are summed.
///
/// A projection to 32 channels, then per block dilations 1, 2, 4, 8, 16: with h the input of a layer
/// `g = tanh(F h) ⊙ σ(G h)` (causal, 3 taps), its skip `S g`, the next input `h + R g`; the sum of a
/// block's skips is the input of the next. The mean over time ends the sequence.
/// - Source: van den Oord et al. (2016), in the form of reference system S4 (122,179 parameters with
///   13 features, 3 blocks and 3 classes: a block's last R would be unused and is left out).
public enum WaveNetNetwork: Architecture {
  static let channels = 32
  static let taps = 3
  static let dilations = [1, 2, 4, 8, 16]
  static let blocks = Parameter("blocks", .integer, default: .number(3), in: 1...50, "blocks")
  static let dropout = Parameter(
    "dropout", .number, default: .number(0.1), unit: "fraction", in: 0...0.999,
    "share of the numbers before the output that is dropped while training")

  public static let signature = Signature(
    "wavenet", group: "models", "Gated dilated convolutions over a window of rows",
    details:
      "One sample is a window of rows of one symbol. With three blocks, 13 features and three "
      + "classes it has 122,179 parameters.",
    options: [
      WindowOption.window, blocks, WindowOption.width, dropout, OutputLayer.link,
      HeadSpecification.heads,
      Head.raw,
    ] + WeightStyle.parameters,
    examples: [Example("model net = wavenet(window=30, blocks=2, width=0.5)")],
    keywords: ["convolution", "dilated"])

  public static func sample(_ options: BoundOptions) throws -> SampleKind {
    try WindowOption.sample(options)
  }

  public static func network(
    _ options: BoundOptions, text: String, for dataset: Dataset
  ) throws -> Network {
    let input = try NetworkInput(sample(options), of: dataset)
    let output = try OutputLayer(options, for: dataset)
    let count = try options.integer(blocks) ?? 3
    let width = try WindowOption.scaled(channels, options)
    let rate = try options.number(dropout) ?? 0.1
    return try Network(
      text: text, space: input.space, sources: [input.source], link: output.link,
      heads: output.heads, style: try WeightStyle(options)
    ) { builder in
      var x = try input.gather(in: &builder)
      builder.begin("projection")
      x = try builder.dense(x, width)
      builder.end("projection(\(width))", x)
      for _ in 0..<count { x = try block(x, width, in: &builder) }
      builder.begin("globalpool")
      x = try .meanOverSteps(x)
      builder.end("globalpool(by=mean)", x)
      return try output.apply(builder.dropout(x, rate), in: &builder)
    }
  }

  private static func block(
    _ x: Expression, _ width: Int, in builder: inout NetworkBuilder
  ) throws -> Expression {
    builder.begin("block")
    var h = x
    var skips: Expression?
    for dilation in dilations {
      func gate(_ name: String) throws -> Expression {
        try builder.part("\(name)\(dilation)") {
          try $0.convolution(h, width, taps: taps, dilation: dilation)
        }
      }
      let gated = try Expression.multiply(.tanh(gate("filter")), .sigmoid(gate("gate")))
      let skip = try builder.part("skip\(dilation)") { try $0.dense(gated, width) }
      skips = try skips.map { try .add($0, skip) } ?? skip
      guard dilation != dilations.last else { break }
      h = try .add(h, builder.part("residual\(dilation)") { try $0.dense(gated, width) })
    }
    let sum = skips ?? x
    builder.end("block of dilations 1 to \(dilations.last ?? 1)", sum)
    return sum
  }
}
