extension Parser {
  /// Whether a text typed at the prompt is a whole program.
  ///
  /// Decided from brackets, blocks and a trailing `\` or operator only, so it needs no vocabulary.
  /// A text with an error that further lines cannot mend is `.invalid`.
  public static func completeness(of text: String) -> Session.Completeness {
    let lexed = Lexer.tokenize(Source(id: -1, name: "prompt", text: text))
    guard lexed.diagnostics.count == lexed.openBrackets,
      let blocks = blockDepth(lexed.tokens)
    else { return .invalid }
    let depth = blocks + lexed.openBrackets
    return depth > 0 || lexed.endsInContinuation ? .incomplete(depth: depth) : .complete
  }

  /// Blocks that are open at the end; nil when an `end` closes nothing.
  private static func blockDepth(_ tokens: [Token]) -> Int? {
    var depth = 0
    for line in tokens.split(whereSeparator: \.endsLine) {
      guard let first = line.first, let last = line.last else { continue }
      let opens = last.isSymbol(.colon)
      switch first.kind {
      case .keyword(.end): depth -= 1
      case .keyword(.otherwise), .keyword(.elseIf): depth -= opens ? 0 : 1
      default: depth += opens ? 1 : 0
      }
      if depth < 0 { return nil }
    }
    return depth
  }
}
