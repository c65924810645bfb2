extension Parser {
  /// An error under a token, the present one by default.
  func error(
    _ message: String, at span: Span? = nil, hint: String? = nil, help: String? = nil
  ) -> ParseError {
    ParseError(
      diagnostic: Diagnostic(message, at: span ?? caret(token), hint: hint, help: help))
  }

  /// The place of a token; one column behind the text at the end of a line.
  func caret(_ token: Token) -> Span {
    guard token.endsLine, index > 0 else { return span(of: token) }
    let end = tokens[index - 1].upper
    return Span(source: source.id, lower: end, upper: end)
  }

  mutating func record(_ error: ParseError) {
    if let diagnostic = error.diagnostic { diagnostics.append(diagnostic) }
  }

  /// The error of a token that fits no rule.
  func unexpected() -> ParseError {
    guard token.kind != .invalid else { return ParseError(diagnostic: nil) }
    if let (message, hint) = specialCase() { return error(message, hint: hint) }
    return error("unexpected \(description)", hint: hintForToken())
  }

  /// The error of a place where a value is missing.
  func missingValue() -> ParseError {
    guard token.kind != .invalid else { return ParseError(diagnostic: nil) }
    if case .keyword(let keyword) = token.kind, keyword != .not {
      return error("expected a value, found the reserved word '\(keyword.rawValue)'")
    }
    if token.isKeyword(.not) { return error("'not' needs parentheses here") }
    if token.isSymbol(.range) { return error("'..' touches what it joins", hint: "write a..b") }
    if token.isSymbol(.pipe) { return leadingPipe }
    return error("expected a value, found \(description)")
  }

  var leadingPipe: ParseError {
    error(
      "'|>' needs a value at its left",
      hint: "end the line before with '|>', or put the value in front")
  }

  /// `'x'`, or `the end of the line`.
  var description: String {
    switch token.kind {
    case .newline: return "the end of the line"
    case .end: return tokens.count > 1 ? "the end of the line" : "nothing"
    default:
      let written = text(of: token)
      return written.count > 24 ? "'\(written.prefix(20))...'" : "'\(written)'"
    }
  }

  private func specialCase() -> (String, String?)? {
    switch token.kind {
    case .symbol(.assign):
      ("'=' binds a name at the beginning of a line", "'==' compares")
    case .symbol(.range): ("'..' touches what it joins", "write a..b")
    case .symbol(.openParenthesis):
      ("the parenthesis of a call touches its name", "write f(x)")
    case .symbol(.openBracket):
      ("the bracket of an index touches its name", "write x[0]")
    case .symbol(.background): ("'&' stands at the end of a command", "write 'and'")
    case .symbol(.semicolon): ("unexpected ';'", "every statement has a line of its own")
    case .symbol(.colon): ("unexpected ':'", "a range is written a..b")
    case .keyword(.conditional):
      ("unexpected 'if'", "a choice in an expression is where(condition, a, b)")
    case .keyword(.end): ("unexpected 'end'", "'end' stands on its own line")
    default: nil
    }
  }

  func hintForToken() -> String? {
    token.isSymbol(.assign) ? "'==' compares" : nil
  }
}
