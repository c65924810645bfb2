/// Additive attention over time: `Σ_t a_t x_t` with `a = softmax over t of u · tanh(W x_t + b)`.
///
/// - Shape: `[T, B, C]` to `[B, C]`.
/// - Source: Bahdanau, Cho, Bengio (2015).
public enum AttentionLayer: Layer {
  static let units = Parameter(
    "units", .integer, default: .number(32), in: 1...65_536, "width of the score")
  public static let signature = Signature(
    "attention", group: "layers", "Weighed mean over the steps of a window",
    details: "sum over t of a_t x_t, a = softmax over t of u . tanh(W x_t + b)",
    positionals: [units], options: WeightStyle.parameters,
    examples: [
      Example("model net = input |> window(20) |> conv1d(8) |> attention(16) |> dense(1)")
    ])

  public static func apply(
    _ x: Expression, _ options: BoundOptions, in builder: inout NetworkBuilder
  ) throws -> Expression {
    _ = try sequence(x)
    let units = try options.integer(units) ?? 32
    builder.begin("attention")
    let output = try builder.attention(x, units)
    builder.end("attention(\(units))", output)
    return output
  }
}
