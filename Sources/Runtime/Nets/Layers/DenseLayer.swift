/// `x Wᵀ + b`.
///
/// - Shape: `[B, in]` to `[B, units]`; weight `[units, in]`. Every step of a sequence by itself.
public enum DenseLayer: Layer {
  static let units = Parameter("units", .integer, in: 1...65_536, "outputs of the layer")
  public static let signature = Signature(
    "dense", group: "layers", "Linear layer with bias", details: "x W' + b",
    positionals: [units], options: WeightStyle.parameters,
    examples: [Example("model net = input |> dense(16) |> relu() |> dense(1)")])

  public static func apply(
    _ x: Expression, _ options: BoundOptions, in builder: inout NetworkBuilder
  ) throws -> Expression {
    guard let units = try options.integer(units) else {
      throw Failure("dense needs the number of its outputs: dense(32)")
    }
    builder.begin("dense")
    let output = try builder.dense(x, units)
    builder.end("dense(\(units))", output)
    return output
  }
}
