/// `max(x, 0)`.
public enum ReluLayer: Activation {
  public static let signature = Signature(
    "relu", group: "layers", "Activation max(x, 0)", details: "max(x, 0)",
    examples: [Example("model net = input |> dense(16) |> relu() |> dense(1)")])

  static func activate(_ x: Expression) throws -> Expression { try .relu(x) }
}
