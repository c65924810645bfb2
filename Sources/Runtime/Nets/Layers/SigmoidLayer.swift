/// `1 / (1 + exp(-x))`.
public enum SigmoidLayer: Activation {
  public static let signature = Signature(
    "sigmoid", group: "layers", "Activation 1 / (1 + exp(-x))", details: "1 / (1 + exp(-x))",
    examples: [Example("model net = input |> dense(16) |> sigmoid() |> dense(1)")])

  static func activate(_ x: Expression) throws -> Expression { try .sigmoid(x) }
}
