extension Lexer {
  /// `# ...` to the end of the line.
  mutating func scanComment() {
    let start = position
    let isWholeLine = result.tokens.last.map { $0.kind == .newline } ?? true
    while let byte = byte(at: position), byte != UInt8(ascii: "\n") { position += 1 }
    let span = Span(source: source.id, lower: start, upper: position)
    result.comments.append(Comment(span: span, isWholeLine: isWholeLine))
    if isWholeLine, let cell = cell(text(start..<position), span) { result.cells.append(cell) }
  }

  /// Reads `# %% title {tag, tag}` or `# %% [md] title`.
  private func cell(_ comment: String, _ span: Span) -> CellMarker? {
    let body = comment.dropFirst().trimmed
    guard body.hasPrefix("%%") else { return nil }
    var title = body.dropFirst(2).trimmed
    var tags: [String] = []
    if title.hasSuffix("}"), let brace = title.lastIndex(of: "{") {
      let inside = title[title.index(after: brace)...].dropLast()
      tags = inside.split { $0 == "," || $0.isWhitespace }.map(String.init)
      title = title[..<brace].trimmed
    }
    let mark = ["[md]", "[markdown]"].first { title.hasPrefix($0) }
    if let mark { title = title.dropFirst(mark.count).trimmed }
    return CellMarker(title: String(title), tags: tags, isMarkdown: mark != nil, span: span)
  }
}

extension Substring {
  /// Without blanks at both ends.
  fileprivate var trimmed: Substring {
    var text = self
    while let first = text.first, first.isWhitespace { text.removeFirst() }
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return text
  }
}
