/// Ends a chain whose last number is the output as it is, without the fixed scale of a head.
///
/// - Shape: `[B, 1]` to `[B, 1]`.
public enum RawLayer: Layer {
  public static let signature = Signature(
    "raw", group: "layers", "Ends a chain without the fixed scaling of its output",
    details: "Left out, a network of numbers is start + scale z with the mean and spread of the "
      + "training labels. With it the output is the last layer's number, as PyTorch computes it.",
    examples: [Example("model net = input |> dense(16) |> relu() |> dense(1) |> raw()")])

  public static func apply(
    _ x: Expression, _ options: BoundOptions, in builder: inout NetworkBuilder
  ) throws -> Expression { x }
}
