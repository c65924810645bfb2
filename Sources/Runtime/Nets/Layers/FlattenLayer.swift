/// All steps of a sample side by side, which ends the sequence.
///
/// - Shape: `[T, B, C]` to `[B, T * C]`.
public enum FlattenLayer: Layer {
  public static let signature = Signature(
    "flatten", group: "layers", "All steps of a window side by side",
    examples: [
      Example("model net = input |> window(5) |> flatten() |> dense(8) |> relu() |> dense(1)")
    ])

  public static func apply(
    _ x: Expression, _ options: BoundOptions, in builder: inout NetworkBuilder
  ) throws -> Expression {
    _ = try sequence(x)
    builder.begin("flatten")
    let output = try Expression.flattenSteps(x)
    builder.end("flatten", output)
    return output
  }
}
