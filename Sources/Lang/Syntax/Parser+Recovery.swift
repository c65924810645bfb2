extension Parser {
  /// Statements up to one of the reserved words that close their block, or to the end of the text.
  mutating func statements(until stop: Set<Keyword>) -> [StatementSyntax] {
    var result: [StatementSyntax] = []
    while true {
      while token.kind == .newline { advance() }
      if token.kind == .end { return result }
      if case .keyword(let keyword) = token.kind, stop.contains(keyword) { return result }
      result.append(recovering { parser throws(ParseError) in try parser.statement() })
      if surroundings.body == .features { _ = accept(.comma) }
    }
  }

  /// A statement with its line's end; an error is recorded and the line skipped.
  private mutating func recovering(
    _ rule: (inout Parser) throws(ParseError) -> StatementSyntax
  ) -> StatementSyntax {
    let start = index
    let outer = (scopes.count, surroundings, depth)
    do throws(ParseError) {
      let result = try rule(&self)
      try endOfStatement()
      return result
    } catch {
      record(error)
      scopes.removeLast(max(0, scopes.count - outer.0))
      surroundings = outer.1
      depth = outer.2
      skipStatement(from: start)
      return StatementSyntax(.invalid, span(from: start))
    }
  }

  private func endOfStatement() throws(ParseError) {
    if token.endsLine { return }
    if surroundings.body == .features, token.isSymbol(.comma) { return }
    throw unexpected()
  }

  /// To the end of the line; a header whose block was not parsed takes its block along.
  private mutating func skipStatement(from start: Int) {
    let opensBlock = lacksColon(from: start) || lineEndsWithColon()
    while !token.endsLine { advance() }
    guard opensBlock, depth < Self.maximumDepth else { return }
    depth += 1
    defer { depth -= 1 }
    var inner = surroundings
    inner.isInLoop = true
    if case .name(let word) = tokens[start].kind, let body = Surroundings.Body(rawValue: word) {
      inner.body = body
    } else if tokens[start].isKeyword(.function) {
      inner.body = .def
    }
    let outer = surroundings
    surroundings = inner
    skipBranches()
    surroundings = outer
  }

  private func lineEndsWithColon() -> Bool {
    var place = index
    while !tokens[place].endsLine { place += 1 }
    return place > index && tokens[place - 1].isSymbol(.colon)
  }

  /// Whether the line at hand is a header that stops before its `:`.
  private func lacksColon(from start: Int) -> Bool {
    let first = tokens[start]
    let isHeader =
      Self.headers.contains(first.kind)
      || (first.kind == .name("loss") || first.kind == .name("rule")) && index > start + 1
    guard isHeader, token.kind == .newline else { return false }
    let line = tokens[start..<index].split(whereSeparator: \.endsLine).last ?? []
    var brackets = 0
    for token in line {
      guard case .symbol(let symbol) = token.kind else { continue }
      brackets += symbol.closing != nil ? 1 : symbol.closesBracket ? -1 : 0
      if symbol == .colon, brackets == 0 { return false }
    }
    return true
  }

  private static let headers: [Token.Kind] = [
    .keyword(.conditional), .keyword(.loop), .keyword(.whileLoop), .keyword(.function),
  ]

  /// The block of a broken header: its statements are parsed for their own errors.
  private mutating func skipBranches() {
    while true {
      _ = statements(until: [.end, .otherwise, .elseIf])
      if accept(.end) || token.kind == .end { return }
      while !token.endsLine { advance() }
    }
  }
}
