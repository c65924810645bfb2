/// `(x - mean) / √(variance + 1e-5) · gain + bias` over the numbers of a sample.
///
/// - Source: Ba, Kiros, Hinton (2016).
public enum NormalisationLayer: Layer {
  public static let signature = Signature(
    "layernorm", group: "layers", "Standardises the numbers of each sample",
    details: "(x - mean) / sqrt(variance + 1e-5) * gain + bias",
    examples: [Example("model net = input |> dense(16) |> layernorm() |> relu() |> dense(1)")])

  public static func apply(
    _ x: Expression, _ options: BoundOptions, in builder: inout NetworkBuilder
  ) throws -> Expression {
    let width = x.dimensions?.last ?? 1
    builder.begin("layernorm")
    let gain = try builder.parameter("weight", [width], .constant(1))
    let bias = try builder.parameter("bias", [width], .constant(0))
    let output = try Expression.layerNorm(x, gain: gain, bias: bias)
    builder.end("layernorm", output)
    return output
  }
}
