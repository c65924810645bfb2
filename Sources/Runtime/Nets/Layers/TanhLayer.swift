/// `tanh(x)`.
public enum TanhLayer: Activation {
  public static let signature = Signature(
    "tanh", group: "layers", "Activation tanh(x)", details: "tanh(x)",
    examples: [Example("model net = input |> dense(16) |> tanh() |> dense(1)")])

  static func activate(_ x: Expression) throws -> Expression { try .tanh(x) }
}
