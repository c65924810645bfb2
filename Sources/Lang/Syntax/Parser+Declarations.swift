extension Parser {
  typealias StatementRule = (inout Parser) throws(ParseError) -> StatementSyntax

  /// The rule of a statement that begins with an ordinary word, when what follows fits it:
  /// `target y = ...` is a declaration, `target = 3` and `plot target` are not.
  func declaration(_ word: String) -> StatementRule? {
    let next = token(after: 1)
    if word == "return" { return returnRule(next) }
    guard case .name = next.kind, next.spaceBefore, let rule = Self.declarations[word] else {
      return nil
    }
    if word == "at", !isIntervention { return nil }
    return rule
  }

  /// Words that begin a statement, for did-you-mean.
  static var statementWords: [String] { Array(declarations.keys).sorted() + ["return"] }

  private static let declarations:
    [String: @Sendable (inout Parser) throws(ParseError) -> StatementSyntax] = [
      "param": { parser throws(ParseError) in
        try parser.outsideBodies()
        return try parser.named { .param($0, $1) }
      },
      "target": { parser throws(ParseError) in
        try parser.outsideBodies()
        return try parser.named { .target($0, $1) }
      },
      "model": { parser throws(ParseError) in
        try parser.outsideBodies()
        return try parser.named { .model($0, $1) }
      },
      "track": { parser throws(ParseError) in try parser.track() },
      "features": { parser throws(ParseError) in try parser.features() },
      "loss": { parser throws(ParseError) in try parser.function(.loss) },
      "rule": { parser throws(ParseError) in try parser.function(.rule) },
      "at": { parser throws(ParseError) in try parser.intervention() },
    ]

  /// A `return` is a word of function bodies; elsewhere it is one before a value only, to say so.
  private func returnRule(_ next: Token) -> StatementRule? {
    if next.isSymbol(.assign) || next.isSymbol(.dot) { return nil }
    let isInFunction =
      surroundings.body == .def || surroundings.body == .loss || surroundings.body == .rule
    guard isInFunction || (next.spaceBefore && startsOperand(next)) else { return nil }
    return { parser throws(ParseError) in try parser.returns() }
  }

  private mutating func returns() throws(ParseError) -> StatementSyntax {
    let start = index
    guard surroundings.body != nil else {
      throw error("'return' belongs in a def, loss or rule")
    }
    advance()
    let value = try expression()
    return StatementSyntax(.returns(value), span(from: start))
  }

  private mutating func track() throws(ParseError) -> StatementSyntax {
    guard surroundings.body == .loss else { throw error("'track' belongs in a loss") }
    return try named { .track($0, $1) }
  }

  /// `word name = expr`.
  private mutating func named(
    _ make: (Identifier, ExpressionSyntax) -> StatementSyntax.Kind
  ) throws(ParseError) -> StatementSyntax {
    let start = index
    let word = text(of: token)
    advance()
    let name = try identifier("a name")
    try expect(.assign, "after '\(word) \(name.text)'")
    let value = try expression()
    bind(name)
    return StatementSyntax(make(name, value), span(from: start))
  }

  func outsideBodies() throws(ParseError) {
    guard let body = surroundings.body else { return }
    throw error("'\(text(of: token))' does not belong in the body of a \(body.rawValue)")
  }
}
