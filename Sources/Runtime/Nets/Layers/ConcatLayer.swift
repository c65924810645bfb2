/// Puts the numbers of several chains side by side.
///
/// - Shape: `[B, a]`, `[B, b]` to `[B, a + b]`; sequences step by step.
public enum ConcatLayer: JoinLayer {
  public static let signature = Signature(
    "concat", group: "layers", "Puts the numbers of several chains side by side",
    details: "Chains begin with input; what they share is named by a model statement of its own.",
    examples: [
      Example("model net = concat(input |> dense(8) |> relu, input) |> dense(1)")
    ], keywords: ["merge", "join", "branches", "inputs"])

  public static func join(_ inputs: [Expression]) throws -> Expression {
    _ = try common(inputs)
    return try .concatenate(inputs)
  }
}
