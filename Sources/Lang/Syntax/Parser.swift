/// Builds the tree of a text: recursive descent, one function per rule.
///
/// A line that cannot be parsed becomes an `.invalid` statement and the next line is tried, so that
/// one run reports the errors of several lines.
public struct Parser {
  let source: Source
  let vocabulary: Vocabulary
  var tokens: [Token]
  var index = 0
  var diagnostics: [Diagnostic] = []
  /// Names bound so far, innermost scope last.
  var scopes: [Set<String>] = [[]]
  var surroundings = Surroundings()
  /// How deep the rules are nested.
  var depth = 0

  /// Deeper nesting of brackets, operators and blocks is an error, so that no text can exhaust the
  /// stack.
  static let maximumDepth = 100
  /// The greatest `ExpressionSyntax.depth`: a chain `1 + 1 + ...` is nested to the left.
  static let maximumTreeDepth = 500

  /// Further errors of one text are not reported.
  static let maximumErrors = 50

  init(_ source: Source, _ vocabulary: Vocabulary, tokens: [Token]) {
    self.source = source
    self.vocabulary = vocabulary
    self.tokens = tokens
  }

  /// Parses a text.
  ///
  /// - Complexity: linear in the length of the text.
  public static func parse(_ source: Source, _ vocabulary: Vocabulary) -> ParsedText {
    let lexed = Lexer.tokenize(source)
    var parser = Parser(source, vocabulary, tokens: lexed.tokens)
    let statements = parser.statements(until: [])
    let found = lexed.diagnostics + parser.diagnostics
    return ParsedText(
      statements: statements,
      diagnostics: Array(found.sorted(by: Self.isEarlier).prefix(Self.maximumErrors)),
      comments: lexed.comments, cells: lexed.cells)
  }

  private static func isEarlier(_ left: Diagnostic, _ right: Diagnostic) -> Bool {
    (left.span?.lower ?? 0) < (right.span?.lower ?? 0)
  }
}

/// What may stand at the present place.
struct Surroundings {
  enum Body: String {
    case features, target, def, loss, rule
  }

  /// The declaration whose body is being parsed; there are no commands in it.
  var body: Body?
  var isInLoop = false
}

/// An error of the parser; without a diagnostic when it was reported before.
struct ParseError: Error {
  let diagnostic: Diagnostic?
}

// MARK: Tokens

extension Parser {
  /// The token to be parsed next.
  var token: Token { tokens[min(index, tokens.count - 1)] }

  func token(after count: Int) -> Token { tokens[min(index + count, tokens.count - 1)] }

  mutating func advance() { index = min(index + 1, tokens.count - 1) }

  mutating func accept(_ symbol: Symbol) -> Bool {
    guard token.isSymbol(symbol) else { return false }
    advance()
    return true
  }

  mutating func accept(_ keyword: Keyword) -> Bool {
    guard token.isKeyword(keyword) else { return false }
    advance()
    return true
  }

  /// Takes a sign, or says what it is missing for.
  mutating func expect(
    _ symbol: Symbol, _ purpose: String, colonHint: String? = nil
  ) throws(ParseError) {
    guard !accept(symbol) else { return }
    if token.kind == .invalid { throw unexpected() }
    throw error(
      "expected '\(symbol.rawValue)' \(purpose)",
      hint: token.isSymbol(.colon) ? colonHint : hintForToken())
  }

  mutating func identifier(_ purpose: String) throws(ParseError) -> Identifier {
    if case .name(let text) = token.kind {
      defer { advance() }
      return Identifier(text, span(of: token))
    }
    if case .keyword(let keyword) = token.kind {
      throw error("'\(keyword.rawValue)' is a reserved word, not a name")
    }
    if token.kind == .invalid { throw unexpected() }
    throw error("expected \(purpose)")
  }

  func span(of token: Token) -> Span {
    Span(source: source.id, lower: token.lower, upper: token.upper)
  }

  /// From a token to the one before the present one.
  func span(from first: Int) -> Span {
    let start = tokens[min(first, tokens.count - 1)]
    let last = tokens[max(min(index, tokens.count) - 1, min(first, tokens.count - 1))]
    return span(of: start).union(span(of: last))
  }

  func text(of token: Token) -> String { source.text(span(of: token)) }

  /// Runs a rule one level deeper.
  mutating func nested<Result>(
    _ rule: (inout Parser) throws(ParseError) -> Result
  ) throws(ParseError) -> Result {
    guard depth < Self.maximumDepth else { throw error("this is nested too deeply") }
    depth += 1
    defer { depth -= 1 }
    return try rule(&self)
  }
}

// MARK: Names in scope

extension Parser {
  mutating func bind(_ name: Identifier) {
    scopes[scopes.count - 1].insert(name.text)
  }

  func isInScope(_ name: String) -> Bool {
    scopes.contains { $0.contains(name) } || vocabulary.isName(name)
  }

  /// Parses a body with its own names and surroundings.
  mutating func scoped<Result>(
    _ names: [String], _ surroundings: Surroundings,
    _ rule: (inout Parser) throws(ParseError) -> Result
  ) throws(ParseError) -> Result {
    let outer = self.surroundings
    scopes.append(Set(names))
    self.surroundings = surroundings
    defer {
      scopes.removeLast()
      self.surroundings = outer
    }
    return try rule(&self)
  }
}
