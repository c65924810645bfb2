/// What the lexer makes of a text.
struct LexedText: Sendable {
  /// Ends with an `.end` token; lines that belong together are joined.
  var tokens: [Token] = []
  var comments: [Comment] = []
  var cells: [CellMarker] = []
  var diagnostics: [Diagnostic] = []
  /// Brackets that are still open at the end of the text.
  var openBrackets = 0
  /// True when the text ends with a binary operator or a joining `\`.
  var endsInContinuation = false
}

/// A comment with its `#`.
public struct Comment: Sendable, Hashable {
  public let span: Span
  /// True when nothing stands before it on its line.
  public let isWholeLine: Bool
}

/// A line `# %% title {tags}` or `# %% [md]` that begins a cell.
public struct CellMarker: Sendable, Hashable {
  public let title: String
  public let tags: [String]
  public let isMarkdown: Bool
  public let span: Span
}
