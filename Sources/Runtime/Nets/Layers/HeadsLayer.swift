/// Ends a network in several outputs by name; each answers to the target of its name.
public enum HeadsLayer: Layer {
  /// A record of links or chains by target.
  public static let outputs = Parameter(
    "outputs", .recipes(HeadSpecification.words),
    "links by target, {direction: softmax(3), volatility: softplus}; or chains of their own, "
      + "{volatility: softplus(body |> dense(8) |> relu |> dense(1))}")

  public static let signature = Signature(
    "heads", group: "layers", "Ends a network in several outputs, one per target",
    details: """
      A link alone puts a dense layer of its own on the chain before: a number, or one per class. \
      A chain is the output as it is; without a link around it the link follows the target.
      """,
    positionals: [outputs],
    examples: [
      Example("model net = input |> dense(16) |> heads({up: softmax(3), size: softplus})")
    ], keywords: ["outputs", "targets", "multi-task"])

  public static func apply(
    _ x: Expression, _ options: BoundOptions, in builder: inout NetworkBuilder
  ) throws -> Expression {
    throw Failure("heads({...}) is the end of a network")
  }
}
