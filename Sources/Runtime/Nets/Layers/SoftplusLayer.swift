/// `ln(1 + exp(x))`.
public enum SoftplusLayer: Activation {
  public static let signature = Signature(
    "softplus", group: "layers", "Activation ln(1 + exp(x))", details: "ln(1 + exp(x))",
    examples: [Example("model net = input |> dense(16) |> softplus() |> dense(1)")])

  static func activate(_ x: Expression) throws -> Expression { try .softplus(x) }
}
