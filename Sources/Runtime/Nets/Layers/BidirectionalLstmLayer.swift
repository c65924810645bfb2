/// Two LSTMs, one from the first step on and one from the last step back, side by side.
///
/// Within a window every step may read every other, later ones too; the window itself ends at the
/// decision row.
/// - Shape: `[T, B, C]` to `[T, B, 2 units]`.
public enum BidirectionalLstmLayer: Layer {
  static let units = Parameter("units", .integer, in: 1...16_384, "width of each direction")
  public static let signature = Signature(
    "bilstm", group: "layers", "LSTMs in both directions over the steps of a window",
    positionals: [units], options: WeightStyle.parameters,
    examples: [
      Example("model net = input |> window(20) |> bilstm(8) |> attention(8) |> dense(1)")
    ],
    keywords: ["recurrent", "bidirectional"])

  public static func apply(
    _ x: Expression, _ options: BoundOptions, in builder: inout NetworkBuilder
  ) throws -> Expression {
    _ = try sequence(x)
    let units = try required(units, options)
    builder.begin("bilstm")
    let output = try builder.bidirectionalLSTM(x, units)
    builder.end("bilstm(\(units))", output)
    return output
  }
}
