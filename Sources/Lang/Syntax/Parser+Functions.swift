extension Parser {
  /// `def`, `loss` or `rule`: `word name(a, b; k=v, ...): body`.
  mutating func function(_ kind: Surroundings.Body) throws(ParseError) -> StatementSyntax {
    let start = index
    let header = token
    try outsideBodies()
    advance()
    let name = try identifier("a name after '\(kind.rawValue)'")
    bind(name)
    let formals = try formals(of: name)
    let body = try scoped(formals.map(\.name.text), Surroundings(body: kind)) {
      parser throws(ParseError) in
      try parser.block(of: header)
    }
    let syntax = FunctionSyntax(name: name, formals: formals, body: body)
    switch kind {
    case .loss: return StatementSyntax(.loss(syntax), span(from: start))
    case .rule: return StatementSyntax(.rule(syntax), span(from: start))
    default: return StatementSyntax(.def(syntax), span(from: start))
    }
  }

  /// `(a, b; k=v, ...)`: what has a default, or stands behind the `;`, is an option.
  private mutating func formals(of name: Identifier) throws(ParseError) -> [FormalSyntax] {
    try expect(.openParenthesis, "after '\(name.text)'")
    var formals: [FormalSyntax] = []
    var areOptions = false
    while !accept(.closeParenthesis) {
      if !areOptions, accept(.semicolon) {
        areOptions = true
        continue
      }
      let formal = try formal(isOption: areOptions)
      if formals.contains(where: { $0.name.text == formal.name.text }) {
        throw error("the parameter '\(formal.name.text)' stands twice", at: formal.name.span)
      }
      if formals.last?.defaultValue != nil, formal.defaultValue == nil {
        throw error("'\(formal.name.text)' stands behind an option", at: formal.name.span)
      }
      formals.append(formal)
      if token.isSymbol(.closeParenthesis) || (!areOptions && token.isSymbol(.semicolon)) {
        continue
      }
      try expect(.comma, "or ')' after a parameter")
    }
    return formals
  }

  private mutating func formal(isOption: Bool) throws(ParseError) -> FormalSyntax {
    let name = try identifier("the name of a parameter")
    guard accept(.assign) else {
      guard !isOption else {
        throw error(
          "the option '\(name.text)' has no default", at: name.span, hint: "write \(name.text)=...")
      }
      return FormalSyntax(name: name, defaultValue: nil, isOption: false)
    }
    return FormalSyntax(name: name, defaultValue: try expression(), isOption: isOption)
  }

  /// `features name [on frame]: entries` or `features preset [on frame]`.
  mutating func features() throws(ParseError) -> StatementSyntax {
    let start = index
    let header = token
    try outsideBodies()
    advance()
    let name = try identifier("a name after 'features'")
    let frame = try featuresFrame()
    guard token.isSymbol(.colon) else {
      bind(name)
      return StatementSyntax(.featuresPreset(name, on: frame), span(from: start))
    }
    let entries = try scoped([], Surroundings(body: .features)) { parser throws(ParseError) in
      try parser.featureEntries(header)
    }
    bind(name)
    return StatementSyntax(.features(name, on: frame, entries: entries), span(from: start))
  }

  private mutating func featuresFrame() throws(ParseError) -> ExpressionSyntax? {
    guard token.kind == .name("on") else { return nil }
    advance()
    return try postfix()
  }

  private mutating func featureEntries(_ header: Token) throws(ParseError) -> [StatementSyntax] {
    guard token(after: 1).endsLine else {
      advance()
      var entries = [try featureEntry()]
      while accept(.comma) { entries.append(try featureEntry()) }
      return entries
    }
    return try block(of: header)
  }

  /// `name = expr`, or a bare expression.
  mutating func featureEntry() throws(ParseError) -> StatementSyntax {
    let start = index
    if case .keyword(let keyword) = token.kind, Self.blockWords.contains(keyword) {
      throw error("features hold lines 'name = expression' only")
    }
    guard case .name = token.kind, token(after: 1).isSymbol(.assign) else {
      let value = try expression()
      try checkUnknownCommand(value, at: start)
      return StatementSyntax(.expression(value), span(from: start))
    }
    let name = try identifier("a name")
    advance()
    let value = try expression()
    bind(name)
    return StatementSyntax(.bind(name, value), span(from: start))
  }

  private static let blockWords: Set<Keyword> = [
    .conditional, .loop, .whileLoop, .function, .breakLoop, .continueLoop,
  ]
}
