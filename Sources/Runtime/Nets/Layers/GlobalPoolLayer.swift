/// The mean or maximum of every channel over all steps, which ends the sequence.
///
/// - Shape: `[T, B, C]` to `[B, C]`.
public enum GlobalPoolLayer: Layer {
  enum Pooling: String, CaseIterable { case mean, max }

  static let by = Parameter(
    "by", .choice(Pooling.allCases.map(\.rawValue)), default: .text("mean"), "mean or maximum")
  public static let signature = Signature(
    "globalpool", group: "layers", "Mean or maximum over all steps of a window", options: [by],
    examples: [
      Example("model net = input |> window(20) |> conv1d(8) |> elu() |> globalpool() |> dense(1)")
    ])

  public static func apply(
    _ x: Expression, _ options: BoundOptions, in builder: inout NetworkBuilder
  ) throws -> Expression {
    _ = try sequence(x)
    let pooling = try options.choice(by, of: Pooling.self) ?? .mean
    builder.begin("globalpool")
    let output = try pooling == .mean ? Expression.meanOverSteps(x) : Expression.maxOverSteps(x)
    builder.end("globalpool(by=\(pooling.rawValue))", output)
    return output
  }
}
