/// Long short-term memory over the steps of a window; every step is an output.
///
/// - Shape: `[T, B, C]` to `[T, B, units]`.
/// - Source: Hochreiter, Schmidhuber (1997) with forget gates; weights as in PyTorch.
public enum LstmLayer: Layer {
  static let units = Parameter("units", .integer, in: 1...16_384, "width of the memory")
  static let layers = Parameter(
    "layers", .integer, default: .number(1), in: 1...20, "LSTMs one on another")
  static let dropout = Parameter(
    "dropout", .number, default: .number(0), unit: "fraction", in: 0...0.999,
    "share dropped between layers while training")
  public static let signature = Signature(
    "lstm", group: "layers", "Long short-term memory over the steps of a window",
    details: "i, f, o = sigmoid, g = tanh of W x_t + U h_(t-1) + b; c_t = f c_(t-1) + i g; "
      + "h_t = o tanh(c_t)",
    positionals: [units], options: [layers, dropout] + WeightStyle.parameters,
    examples: [
      Example("model net = input |> window(20) |> lstm(16) |> last() |> dense(1)")
    ],
    keywords: ["recurrent"])

  public static func apply(
    _ x: Expression, _ options: BoundOptions, in builder: inout NetworkBuilder
  ) throws -> Expression {
    _ = try sequence(x)
    return try builder.stackedLSTM(
      x, required(units, options), layers: options.integer(layers) ?? 1,
      dropout: options.number(dropout) ?? 0)
  }
}
