import Runtime

extension Parser {
  /// Whether the word at hand is a command: a verb that no name in scope hides, followed by the end
  /// of the line, the start of an argument behind a space, or a touching `(`.
  var leadsCommand: Bool {
    guard surroundings.body == nil, case .name(let word) = token.kind, !isInScope(word),
      let signature = vocabulary.verb(word)
    else { return false }
    let next = token(after: 1)
    if next.endsLine || next.isSymbol(.colon) { return true }
    if !next.spaceBefore { return next.isSymbol(.openParenthesis) }
    if next.isSymbol(.background) { return true }
    return startsArgument(1) || isBareWord(next)
      || (takesExpression(signature, 0) && startsOperand(next))
  }

  /// `verb arg arg key=value [&] [: block]`, or a call `verb(...)` that makes the whole statement.
  mutating func command(
    bindTo name: Identifier?, from start: Int
  ) throws(ParseError) -> StatementSyntax {
    let header = token
    let next = token(after: 1)
    if next.isSymbol(.openParenthesis), !next.spaceBefore {
      return try callStatement(bindTo: name, from: start)
    }
    let verb = try identifier("a command")
    let arguments = try commandArguments(vocabulary.verb(verb.text))
    return try finish(verb, arguments, header, bindTo: name, from: start)
  }

  private mutating func callStatement(
    bindTo name: Identifier?, from start: Int
  ) throws(ParseError) -> StatementSyntax {
    let header = token
    let value = try expression()
    if case .call(let callee, let arguments) = value.kind, case .name(let word) = callee.kind,
      value.span.lower == header.lower
    {
      let verb = Identifier(word, callee.span)
      return try finish(verb, arguments, header, bindTo: name, from: start)
    }
    guard let name else { return StatementSyntax(.expression(value), span(from: start)) }
    return StatementSyntax(.bind(name, value), span(from: start))
  }

  private mutating func finish(
    _ verb: Identifier, _ arguments: [ArgumentSyntax], _ header: Token, bindTo name: Identifier?,
    from start: Int
  ) throws(ParseError) -> StatementSyntax {
    let inBackground = accept(.background)
    var body: [StatementSyntax]?
    if token.isSymbol(.colon) {
      let bound = arguments.compactMap(\.label?.text)
      body = try scoped(bound, surroundings) { parser throws(ParseError) in
        try parser.block(of: header)
      }
    }
    let command = CommandSyntax(
      verb: verb, arguments: arguments, inBackground: inBackground, body: body)
    return StatementSyntax(.command(command, bindTo: name), span(from: start))
  }

  private mutating func commandArguments(
    _ signature: Signature?
  ) throws(ParseError) -> [ArgumentSyntax] {
    var arguments: [ArgumentSyntax] = []
    var positionals = 0
    while !token.endsLine, !token.isSymbol(.colon), !token.isSymbol(.background) {
      if startsOption {
        arguments.append(try option())
        continue
      }
      if let last = arguments.last, last.label != nil { throw misplacedPositional(last) }
      let value = try positional(signature, positionals)
      arguments.append(ArgumentSyntax(label: nil, value: value))
      positionals += 1
    }
    return arguments
  }

  /// `key=`; every word can be a key.
  private var startsOption: Bool {
    token.word != nil && token(after: 1).isSymbol(.assign)
  }

  private mutating func option() throws(ParseError) -> ArgumentSyntax {
    let label = Identifier(token.word ?? "", span(of: token))
    advance()
    advance()
    if token.endsLine || startsOption { throw error("'\(label.text)=' has no value") }
    let value = if let word = reservedValue { word } else { try disjunction() }
    if token.isSymbol(.pipe) { throw pipeAfterCommand }
    return ArgumentSyntax(label: label, value: value)
  }

  /// A reserved word that begins no operand, as in `stamp=end`; it arrives as a name.
  private var reservedValue: ExpressionSyntax? {
    mutating get {
      guard case .keyword = token.kind, !startsOperand(token), let word = token.word else {
        return nil
      }
      defer { advance() }
      return ExpressionSyntax(.name(word), span(of: token))
    }
  }

  private mutating func positional(
    _ signature: Signature?, _ place: Int
  ) throws(ParseError) -> ExpressionSyntax {
    if let signature, takesExpression(signature, place) { return try disjunction() }
    if isBareWord(token), let word = token.word {
      defer { advance() }
      return ExpressionSyntax(.name(word), span(of: token))
    }
    guard startsArgument(0) else { throw unexpectedInCommand(signature, place) }
    return try range { parser throws(ParseError) in try parser.signedPostfix() }
  }

  /// A reserved word as argument, as in `help for`; it arrives as a name.
  private func isBareWord(_ token: Token) -> Bool {
    guard case .keyword(let keyword) = token.kind, token.spaceBefore else { return false }
    return keyword != .not && token.binaryOperator == nil && !Self.literals.contains(keyword)
  }

  private static let literals: Set<Keyword> = [.yes, .no, .none, .nan]

  /// Whether positional number `place` runs to the first `key=`.
  private func takesExpression(_ signature: Signature, _ place: Int) -> Bool {
    let parameter =
      place < signature.positionals.count
      ? signature.positionals[place] : signature.positionals.last
    guard let parameter, place < signature.positionals.count || parameter.isVariadic else {
      return false
    }
    return parameter.kind.isWholeExpression || isOmitted(signature, place)
  }

  /// Whether a positional may be left out before one that is an expression: the argument in its
  /// place may then be that expression.
  private func isOmitted(_ signature: Signature, _ place: Int) -> Bool {
    let next = place + 1
    return next < signature.positionals.count && signature.positionals[next].kind.isWholeExpression
      && signature.positionals[place].defaultValue != .required
  }

  /// Whether an argument begins `offset` tokens ahead: an operand behind a space, with a minus or
  /// `..` only where it touches what follows.
  private func startsArgument(_ offset: Int) -> Bool {
    let first = token(after: offset)
    let next = token(after: offset + 1)
    guard first.spaceBefore else { return false }
    if first.isSymbol(.minus) || first.isSymbol(.range) {
      return !next.spaceBefore && startsOperand(next) && !next.isKeyword(.not)
    }
    return startsOperand(first) && !first.isKeyword(.not)
  }

  /// Whether a token can begin an operand.
  func startsOperand(_ token: Token) -> Bool {
    switch token.kind {
    case .number, .text, .date, .duration, .name, .invalid: true
    case .keyword(let keyword): keyword == .not || Self.literals.contains(keyword)
    case .symbol(let symbol):
      symbol == .openParenthesis || symbol == .openBracket || symbol == .openBrace
        || symbol == .minus || symbol == .range
    case .newline, .end: false
    }
  }
}
