extension Parser {
  /// `:`, then either the rest of the line, or lines up to `end`.
  mutating func block(of header: Token) throws(ParseError) -> [StatementSyntax] {
    try expect(.colon, "before the block")
    if !token.endsLine { return [try lineBlock()] }
    let body = try nested { parser throws(ParseError) in parser.statements(until: [.end]) }
    try expectEnd(of: header)
    return body
  }

  /// The single statement of a one-line block.
  private mutating func lineBlock() throws(ParseError) -> StatementSyntax {
    try nested { parser throws(ParseError) in try parser.statement() }
  }

  private mutating func expectEnd(of header: Token) throws(ParseError) {
    guard !accept(.end) else { return }
    throw error(
      "'\(text(of: header))' has no 'end'", at: span(of: header),
      hint: "close the block with 'end' on a line of its own")
  }

  mutating func forLoop() throws(ParseError) -> StatementSyntax {
    let start = index
    let header = token
    advance()
    let name = try identifier("a name after 'for'")
    guard accept(.contains) else { throw error("expected 'in' after 'for \(name.text)'") }
    let list = try expression()
    bind(name)
    let body = try loopBody(header)
    return StatementSyntax(.loop(name, over: list, body: body), span(from: start))
  }

  mutating func whileLoop() throws(ParseError) -> StatementSyntax {
    let start = index
    let header = token
    advance()
    let condition = try expression()
    let body = try loopBody(header)
    return StatementSyntax(.whileLoop(condition, body: body), span(from: start))
  }

  private mutating func loopBody(_ header: Token) throws(ParseError) -> [StatementSyntax] {
    let outer = surroundings
    surroundings.isInLoop = true
    defer { surroundings = outer }
    return try block(of: header)
  }

  mutating func conditional() throws(ParseError) -> StatementSyntax {
    let start = index
    let header = token
    var branches: [(condition: ExpressionSyntax, body: [StatementSyntax])] = []
    var otherwise: [StatementSyntax]?
    var isOpen = true
    while isOpen {
      if otherwise == nil, accept(.conditional) || accept(.elseIf) {
        let condition = try expression()
        let branch = try branch(of: header)
        branches.append((condition, branch.body))
        isOpen = branch.isOpen
      } else if otherwise == nil, accept(.otherwise) {
        if token.isKeyword(.conditional) { throw error("unexpected 'if'", hint: "write 'elif'") }
        let branch = try branch(of: header)
        otherwise = branch.body
        isOpen = branch.isOpen
      } else {
        if token.isKeyword(.otherwise) || token.isKeyword(.elseIf) {
          throw error("'\(text(of: token))' after the 'else'")
        }
        try expectEnd(of: header)
        isOpen = false
      }
    }
    return StatementSyntax(.conditional(branches, otherwise: otherwise), span(from: start))
  }

  /// A branch on the rest of the line closes the whole `if`.
  private mutating func branch(
    of header: Token
  ) throws(ParseError) -> (body: [StatementSyntax], isOpen: Bool) {
    try expect(.colon, "before the block")
    if !token.endsLine { return ([try lineBlock()], false) }
    let body = try nested { parser throws(ParseError) in
      parser.statements(until: [.end, .otherwise, .elseIf])
    }
    return (body, true)
  }
}
