/// Adds the numbers of several chains: a residual connection.
///
/// - Shape: inputs of one shape, which is that of the sum.
public enum AddLayer: JoinLayer {
  public static let signature = Signature(
    "add", group: "layers", "Adds the numbers of several chains, as a residual connection does",
    examples: [
      Example("model net = add(input |> dense(8), input |> dense(8) |> relu) |> dense(1)")
    ], keywords: ["residual", "skip"])

  public static func join(_ inputs: [Expression]) throws -> Expression {
    _ = try common(inputs)
    guard Set(inputs.map(\.lastDimension)).count == 1, var sum = inputs.first else {
      let widths = inputs.map { "\($0.lastDimension)" }.joined(separator: " and ")
      throw Failure("add joins chains of one width, not \(widths)", hint: "dense(n) changes it")
    }
    for input in inputs.dropFirst() { sum = try .add(sum, input) }
    return sum
  }
}
