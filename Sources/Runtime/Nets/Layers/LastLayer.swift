/// The last step of a sequence, which ends it.
///
/// - Shape: `[T, B, C]` to `[B, C]`.
public enum LastLayer: Layer {
  public static let signature = Signature(
    "last", group: "layers", "The last step of a window",
    examples: [
      Example("model net = input |> window(20) |> conv1d(8) |> relu() |> last() |> dense(1)")
    ])

  public static func apply(
    _ x: Expression, _ options: BoundOptions, in builder: inout NetworkBuilder
  ) throws -> Expression {
    _ = try sequence(x)
    builder.begin("last")
    let output = try Expression.lastStep(x)
    builder.end("last", output)
    return output
  }
}
