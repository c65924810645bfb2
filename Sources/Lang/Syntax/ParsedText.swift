/// What the parser makes of a text: a tree, and the errors that were found on the way.
public struct ParsedText: Sendable {
  /// Statements that could not be parsed are `.invalid`.
  public let statements: [StatementSyntax]
  /// In the order of the text, the first 50; empty when the tree can be run.
  public let diagnostics: [Diagnostic]
  public let comments: [Comment]
  public let cells: [CellMarker]
}
