/// `tanh(x)`.
public enum TanhLayer: Activation {
  public static let signature = Signature(
    "tanh", group: "layers", "Activation tanh(x)", details: "tanh(x)")

  static func activate(_ x: Expression) throws -> Expression { try .tanh(x) }
}
