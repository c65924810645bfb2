/// `x` above zero, `e^x - 1` below.
///
/// - Source: Clevert, Unterthiner, Hochreiter (2016), alpha 1.
public enum EluLayer: Activation {
  public static let signature = Signature(
    "elu", group: "layers", "Activation x above zero, exp(x) - 1 below",
    details: "max(x, 0) + exp(min(x, 0)) - 1",
    examples: [Example("model net = input |> dense(16) |> elu() |> dense(1)")])

  static func activate(_ x: Expression) throws -> Expression { try .elu(x) }
}
