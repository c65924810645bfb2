/// The largest of every `size` steps, channel by channel.
///
/// - Shape: `[T, B, C]` to `[T / size, B, C]`.
public enum MaxPoolLayer: Layer {
  static let size = Parameter(
    "size", .integer, default: .number(2), unit: "steps", in: 1...10_000, "steps of a window")
  public static let signature = Signature(
    "maxpool", group: "layers", "The largest of every few steps",
    details: "A last window that is not full is dropped.", positionals: [size],
    examples: [
      Example(
        "model net = input |> window(20) |> conv1d(8) |> maxpool(2) |> flatten() |> dense(1)")
    ])

  public static func apply(
    _ x: Expression, _ options: BoundOptions, in builder: inout NetworkBuilder
  ) throws -> Expression {
    let shape = try sequence(x)
    let size = try options.integer(size) ?? 2
    guard size <= shape.steps else {
      throw Failure(
        "maxpool: \(shape.steps) steps do not hold a window of \(size)", culprit: .parameter("size")
      )
    }
    builder.begin("maxpool")
    let output = try Expression.maxPool(x, size: size)
    builder.end("maxpool(\(size))", output)
    return output
  }
}
