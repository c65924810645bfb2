/// One of several outputs of a network composed in the language.
public struct ChainHead: Sendable {
  let specification: HeadSpecification
  /// Where its numbers come from.
  public let node: ChainNode
  /// Whether the node's numbers are the output; else a dense layer is put on it.
  let isComplete: Bool

  /// - Parameters:
  ///   - link: The word that was written; nil follows the target.
  ///   - classes: What stood in its parenthesis.
  /// - Throws: `Failure` for an unknown link.
  public init(
    _ name: String, link: String?, classes: Double? = nil, on node: ChainNode, isComplete: Bool
  ) throws {
    if let link {
      let count = classes.map { [(name: "0", value: OperatorArgument.number($0))] } ?? []
      let word = (name: RecipeArgument.wordField, value: OperatorArgument.text(link))
      specification = try HeadSpecification(name, .record([word] + count))
    } else {
      specification = HeadSpecification(name: name)
    }
    (self.node, self.isComplete) = (node, isComplete)
  }
}
