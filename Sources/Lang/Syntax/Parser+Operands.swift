extension Parser {
  /// A positional argument: an operand with a touching minus, if any.
  mutating func signedPostfix() throws(ParseError) -> ExpressionSyntax {
    let start = token
    guard accept(.minus) else { return try postfix() }
    guard !token.spaceBefore else { throw missingValue() }
    let operand = try postfix()
    return try node(.unary(.negate, operand), span(of: start).union(operand.span))
  }

  /// An operand with its touching calls, indices and members.
  mutating func postfix() throws(ParseError) -> ExpressionSyntax {
    let start = index
    var value = try primary()
    while !token.spaceBefore {
      if accept(.openParenthesis) {
        value = try node(.call(value, try arguments()), span(from: start))
      } else if accept(.openBracket) {
        let key = try expression()
        try expect(.closeBracket, "after the index", colonHint: "a range is written a..b")
        value = try node(.index(value, key), span(from: start))
      } else if accept(.dot) {
        guard let word = token.word, !token.spaceBefore else {
          if token.kind == .invalid { throw unexpected() }
          throw error("expected the name of a member after '.'")
        }
        let member = Identifier(word, span(of: token))
        advance()
        value = try node(.member(value, member), span(from: start))
      } else {
        break
      }
    }
    return value
  }

  /// The arguments of a call behind its `(`.
  private mutating func arguments() throws(ParseError) -> [ArgumentSyntax] {
    var result: [ArgumentSyntax] = []
    while !accept(.closeParenthesis) {
      let argument = try argument()
      if argument.label == nil, let last = result.last, let label = last.label {
        throw error(
          "an argument without a name behind an option", at: argument.value.span,
          hint: "put it before '\(label.text)='")
      }
      result.append(argument)
      guard !token.isSymbol(.closeParenthesis) else { continue }
      try expect(
        .comma, "or ')' after an argument", colonHint: "an option is written name=value")
    }
    return result
  }

  private mutating func argument() throws(ParseError) -> ArgumentSyntax {
    guard let word = token.word, token(after: 1).isSymbol(.assign) else {
      return ArgumentSyntax(label: nil, value: try expression())
    }
    let label = Identifier(word, span(of: token))
    advance()
    advance()
    return ArgumentSyntax(label: label, value: try expression())
  }

  private mutating func primary() throws(ParseError) -> ExpressionSyntax {
    let place = span(of: token)
    switch token.kind {
    case .symbol(.openParenthesis): return try parenthesised()
    case .symbol(.openBracket): return try list()
    case .symbol(.openBrace): return try record()
    case .text(let segments): return try text(segments, place)
    default: break
    }
    guard let literal else { throw missingValue() }
    advance()
    return ExpressionSyntax(literal, place)
  }

  /// The operands that are one token.
  private var literal: ExpressionSyntax.Kind? {
    switch token.kind {
    case .number(let value): .number(value)
    case .date(let value): .date(value)
    case .duration(let value): .duration(value)
    case .name(let name): .name(name)
    case .keyword(.yes): .boolean(true)
    case .keyword(.no): .boolean(false)
    case .keyword(.none): ExpressionSyntax.Kind.none
    case .keyword(.nan): .number(.nan)
    default: nil
    }
  }

  private mutating func parenthesised() throws(ParseError) -> ExpressionSyntax {
    let start = index
    advance()
    let value = try expression()
    if token.isSymbol(.comma) { throw error("unexpected ','", hint: "a list is written [a, b]") }
    try expect(.closeParenthesis, "after the expression")
    return ExpressionSyntax(value.kind, span(from: start))
  }

  private mutating func list() throws(ParseError) -> ExpressionSyntax {
    let start = index
    advance()
    var elements: [ExpressionSyntax] = []
    while !accept(.closeBracket) {
      elements.append(try expression())
      if !token.isSymbol(.closeBracket) { try expect(.comma, "or ']' after an element") }
    }
    return try node(.list(elements), span(from: start))
  }

  private mutating func record() throws(ParseError) -> ExpressionSyntax {
    let start = index
    advance()
    var fields: [(key: Identifier, value: ExpressionSyntax)] = []
    while !accept(.closeBrace) {
      let key = try recordKey()
      if fields.contains(where: { $0.key.text == key.text }) {
        throw error("the key '\(key.text)' stands twice", at: key.span)
      }
      try expect(.colon, "after the key '\(key.text)'")
      fields.append((key, try expression()))
      if !token.isSymbol(.closeBrace) { try expect(.comma, "or '}' after a value") }
    }
    return try node(.record(fields), span(from: start))
  }

  private mutating func recordKey() throws(ParseError) -> Identifier {
    var key = token.word
    if case .text(let segments) = token.kind, segments.count == 1,
      case .literal(let text) = segments[0]
    {
      key = text
    }
    if token.kind == .invalid { throw unexpected() }
    guard let key else { throw error("expected a key", hint: "a record is written {lr: 1e-3}") }
    defer { advance() }
    return Identifier(key, span(of: token))
  }

  /// A text; the expressions between its braces are parsed in place.
  private mutating func text(
    _ segments: [TextSegment], _ place: Span
  ) throws(ParseError) -> ExpressionSyntax {
    advance()
    var parts: [TextPart] = []
    for segment in segments {
      switch segment {
      case .literal(let text): parts.append(.literal(text))
      case .value(let range, let format):
        parts.append(.value(try interpolated(range), format: format))
      }
    }
    return try node(.text(parts), place)
  }

  private mutating func interpolated(_ range: Range<Int>) throws(ParseError) -> ExpressionSyntax {
    let lexed = Lexer.tokenize(source, in: range)
    var inner = Parser(source, vocabulary, tokens: lexed.tokens)
    inner.scopes = scopes
    inner.surroundings = surroundings
    inner.depth = depth
    diagnostics += lexed.diagnostics
    let value = try inner.expression()
    guard inner.token.kind == .end else { throw inner.unexpected() }
    diagnostics += inner.diagnostics
    return value
  }
}
