/// `1 / (1 + exp(-x))`.
public enum SigmoidLayer: Activation {
  public static let signature = Signature(
    "sigmoid", group: "layers", "Activation 1 / (1 + exp(-x))", details: "1 / (1 + exp(-x))")

  static func activate(_ x: Expression) throws -> Expression { try .sigmoid(x) }
}
