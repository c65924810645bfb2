/// `ln(1 + exp(x))`.
public enum SoftplusLayer: Activation {
  public static let signature = Signature(
    "softplus", group: "layers", "Activation ln(1 + exp(x))", details: "ln(1 + exp(x))")

  static func activate(_ x: Expression) throws -> Expression { try .softplus(x) }
}
