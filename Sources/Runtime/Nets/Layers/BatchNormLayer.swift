/// `(x - mean) / √(variance + ε) · gain + bias` with the moments of every channel over the batch, or
/// running ones where the network is evaluated.
///
/// - Shape: unchanged; a sequence's steps count as rows.
/// - Source: Ioffe, Szegedy (2015).
public enum BatchNormLayer: Layer {
  static let momentum = Parameter(
    "momentum", .number, default: .number(0.1), unit: "fraction", in: 0...1,
    "how far a batch moves the running statistics")
  static let epsilon = Parameter(
    "epsilon", .number, default: .number(1e-5), in: 1e-12...1, "added to the variance")
  public static let signature = Signature(
    "batchnorm", group: "layers", "Standardises every channel over the batch",
    details: """
      (x - mean) / sqrt(variance + epsilon) * gain + bias. Running mean and variance stand in for the \
      batch's when the network is evaluated; they are saved with the weights and not trained.
      """,
    options: [momentum, epsilon],
    examples: [Example("model net = input |> dense(16) |> batchnorm() |> relu() |> dense(1)")])

  public static func apply(
    _ x: Expression, _ options: BoundOptions, in builder: inout NetworkBuilder
  ) throws -> Expression {
    builder.begin("batchnorm")
    let output = try builder.batchNorm(
      x, momentum: options.number(momentum) ?? 0.1, epsilon: options.number(epsilon) ?? 1e-5)
    builder.end("batchnorm", output)
    return output
  }
}
