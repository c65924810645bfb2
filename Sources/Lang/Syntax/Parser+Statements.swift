extension Parser {
  mutating func statement() throws(ParseError) -> StatementSyntax {
    if surroundings.body == .features { return try featureEntry() }
    switch token.kind {
    case .keyword(let keyword): return try keywordStatement(keyword)
    case .name(let word):
      if let rule = declaration(word) { return try rule(&self) }
      if token(after: 1).isSymbol(.assign) { return try binding() }
      if leadsCommand { return try command(bindTo: nil, from: index) }
      return try expressionStatement()
    case .symbol(.pipe): throw leadingPipe
    default: return try expressionStatement()
    }
  }

  private mutating func keywordStatement(
    _ keyword: Keyword
  ) throws(ParseError) -> StatementSyntax {
    switch keyword {
    case .conditional: return try conditional()
    case .loop: return try forLoop()
    case .whileLoop: return try whileLoop()
    case .function: return try function(.def)
    case .breakLoop: return try jump(.breakLoop, "break")
    case .continueLoop: return try jump(.continueLoop, "continue")
    case .end: throw error("'end' closes nothing")
    case .otherwise, .elseIf:
      throw error(
        "'\(keyword.rawValue)' without an 'if'", hint: "a one-line 'if' has no 'else'")
    default: return try expressionStatement()
    }
  }

  private mutating func jump(
    _ kind: StatementSyntax.Kind, _ word: String
  ) throws(ParseError) -> StatementSyntax {
    guard surroundings.isInLoop else { throw error("'\(word)' belongs in a for or while loop") }
    advance()
    return StatementSyntax(kind, span(from: index - 1))
  }

  /// `name = expr` or `name = verb ...`.
  private mutating func binding() throws(ParseError) -> StatementSyntax {
    let start = index
    let name = try identifier("a name")
    advance()
    if leadsCommand {
      let statement = try command(bindTo: name, from: start)
      bind(name)
      return statement
    }
    let first = index
    let value = try expression()
    try checkUnknownCommand(value, at: first)
    bind(name)
    return StatementSyntax(.bind(name, value), span(from: start))
  }

  private mutating func expressionStatement() throws(ParseError) -> StatementSyntax {
    let start = index
    let value = try expression()
    try checkUnknownCommand(value, at: start)
    return StatementSyntax(.expression(value), span(from: start))
  }
}
