/// Prints a diagnostic: what is wrong, the source line, a caret span, a hint, a line of help.
///
///     error: no column 'clsoe' in px
///      12 | ret = pct(px.clsoe)
///         |              ^^^^^ did you mean 'close'?
///         = help: ls shows the columns in scope
///
/// In a script the first line begins with `file.fml:12:14: `, as editors expect it.
public struct DiagnosticRenderer: Sendable {
  /// Columns of the terminal; longer source lines are cut around the caret.
  public let columns: Int
  /// Whether the first line names file, line and column.
  public let namesPlace: Bool

  public init(columns: Int = 79, namesPlace: Bool = false) {
    self.columns = columns
    self.namesPlace = namesPlace
  }

  /// The text without a line break at its end.
  ///
  /// - Parameter source: the text the span points into; without it only the message is printed.
  public func render(_ diagnostic: Diagnostic, in source: Source?) -> String {
    let headline = "\(diagnostic.kind.label)\(diagnostic.message)"
    guard let span = diagnostic.span, let source, source.id == span.source else {
      return ([headline] + remarks(diagnostic, indent: "  ")).joined(separator: "\n")
    }
    var lines = [place(of: span, in: source) + headline]
    lines += excerpt(span, source, remark: diagnostic.hint)
    if let help = diagnostic.help { lines.append("\(margin(span, source))= help: \(help)") }
    return lines.joined(separator: "\n")
  }

  /// The source line of a span, the carets under it, and a remark right of them.
  private func excerpt(_ span: Span, _ source: Source, remark: String?) -> [String] {
    let line = SourceLine(of: source, at: span.lower)
    let margin = margin(span, source)
    let shown = CaretLine(span, on: line, of: source, limit: columns - margin.count - 8)
    return [
      " \(line.number) | \(shown.text)",
      "\(margin)| \(carets(shown, span, line, source))\(remark.map { " \($0)" } ?? "")",
    ]
  }

  private func margin(_ span: Span, _ source: Source) -> String {
    let line = SourceLine(of: source, at: span.lower)
    return String(repeating: " ", count: "\(line.number)".count + 2)
  }

  /// The text of a diagnostic with the second place it has to do with.
  public func render(_ diagnostic: Diagnostic, in sources: SourceMap) -> String {
    var lines = [render(diagnostic, in: diagnostic.span.flatMap { sources[$0] })]
    if let related = diagnostic.related, let source = sources[related.span] {
      lines += excerpt(related.span, source, remark: related.remark)
    }
    return lines.joined(separator: "\n")
  }

  /// All diagnostics of a text.
  public func render(_ diagnostics: [Diagnostic], in sources: SourceMap) -> String {
    diagnostics.map { render($0, in: sources) }.joined(separator: "\n")
  }

  private func place(of span: Span, in source: Source) -> String {
    guard namesPlace else { return "" }
    let place = source.position(of: span.lower)
    return "\(source.name):\(place.line):\(place.column): "
  }

  /// A span that goes on over further lines ends in dots.
  private func carets(
    _ shown: CaretLine, _ span: Span, _ line: SourceLine, _ source: Source
  ) -> String {
    let goesOn = min(span.upper, source.bytes.count) > line.range.upperBound + 1
    return String(repeating: " ", count: shown.indent)
      + String(repeating: "^", count: shown.width) + (goesOn ? "..." : "")
  }

  private func remarks(_ diagnostic: Diagnostic, indent: String) -> [String] {
    var lines: [String] = []
    if let hint = diagnostic.hint { lines.append("\(indent)= hint: \(hint)") }
    if let help = diagnostic.help { lines.append("\(indent)= help: \(help)") }
    return lines
  }
}

extension Diagnostic.Kind {
  /// What stands before the message.
  var label: String {
    switch self {
    case .error: "error: "
    case .expectation: "expect failed: "
    case .leak: "leak: "
    case .interrupted: "interrupted: "
    }
  }
}
