import Runtime

extension Parser {
  func misplacedPositional(_ option: ArgumentSyntax) -> ParseError {
    if token.isSymbol(.comma) { return commaInCommand }
    guard token.kind != .invalid, startsOperand(token), !token.isSymbol(.range) else {
      return unexpected()
    }
    return error(
      "an argument without a name behind an option",
      hint: "put it before '\(option.label?.text ?? "")='")
  }

  /// The error of a token between the arguments of a command.
  func unexpectedInCommand(_ signature: Signature?, _ place: Int) -> ParseError {
    if token.isSymbol(.comma) { return commaInCommand }
    if token.isSymbol(.pipe) { return pipeAfterCommand }
    let isPath = place > 0 && signature?.positionals.first?.kind == .path
    if isPath, token.isSymbol(.divide) {
      return error("unexpected '/'", hint: "a path stands in quotes")
    }
    if token.binaryOperator != nil {
      return error(
        "unexpected \(description) between arguments",
        hint: "an expression as argument stands in parentheses")
    }
    return unexpected()
  }

  private var commaInCommand: ParseError {
    error("the arguments of a command stand behind spaces, without ','")
  }

  var pipeAfterCommand: ParseError {
    error(
      "'|>' does not continue a command",
      hint: "write verb(...) |> ..., or put the value of the option in parentheses")
  }

  /// A minus or `..` has errors of its own, and so has a bracket that was to touch the name.
  private var looksLikeArgument: Bool {
    switch token.kind {
    case .symbol(.openBrace): true
    case .symbol: false
    default: startsOperand(token)
    }
  }

  /// `stgae1 net d`: a single name with an argument behind it was meant as a command.
  func checkUnknownCommand(_ value: ExpressionSyntax, at start: Int) throws(ParseError) {
    guard case .name(let word) = value.kind, index == start + 1, token.spaceBefore,
      looksLikeArgument
    else { return }
    if token.kind == .invalid { throw unexpected() }
    let place = value.span
    if let body = surroundings.body, vocabulary.verb(word) != nil {
      throw error(
        "there are no commands in \(body.rawValue)", at: place, hint: "write \(word)(...)")
    }
    if isInScope(word) {
      let hint = vocabulary.verb(word) == nil ? nil : "the command is \(word)(...) here"
      throw error("'\(word)' is a variable, not a command", at: place, hint: hint)
    }
    let known = vocabulary.verbNames + Self.statementWords
    let closest = DidYouMean.closest(to: word, in: known)
    throw error(
      "no command '\(word)'", at: place, hint: closest.map { "did you mean '\($0)'?" })
  }
}
