/// Drops numbers with probability `rate` while training and scales the rest by `1 / (1 - rate)`.
public enum DropoutLayer: Layer {
  static let rate = Parameter(
    "rate", .number, unit: "fraction", in: 0...0.999, "share of the numbers that is dropped")
  public static let signature = Signature(
    "dropout", group: "layers", "Drops numbers at random while training", positionals: [rate],
    examples: [Example("model net = input |> dense(16) |> dropout(0.2) |> dense(1)")])

  public static func apply(
    _ x: Expression, _ options: BoundOptions, in builder: inout NetworkBuilder
  ) throws -> Expression {
    guard let rate = try options.number(rate) else {
      throw Failure("dropout needs its rate: dropout(0.4)")
    }
    builder.begin("dropout")
    let output = try builder.dropout(x, rate)
    builder.end("dropout(\(NumberFormat.general(rate)))", output)
    return output
  }
}
