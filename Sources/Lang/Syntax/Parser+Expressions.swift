extension Parser {
  /// A full expression; `|>` is the loosest operator.
  mutating func expression() throws(ParseError) -> ExpressionSyntax {
    try nested { parser throws(ParseError) in try parser.pipeline() }
  }

  private mutating func pipeline() throws(ParseError) -> ExpressionSyntax {
    var left = try disjunction()
    while accept(.pipe) {
      let right = try postfix()
      switch right.kind {
      case .name, .call, .member: break
      default: throw error("at the right of '|>' stands a call or a function", at: right.span)
      }
      left = try node(.pipe(left, right), left.span.union(right.span))
    }
    return left
  }

  mutating func disjunction() throws(ParseError) -> ExpressionSyntax {
    try chain([.or]) { parser throws(ParseError) in try parser.conjunction() }
  }

  private mutating func conjunction() throws(ParseError) -> ExpressionSyntax {
    try chain([.and]) { parser throws(ParseError) in try parser.negation() }
  }

  private mutating func negation() throws(ParseError) -> ExpressionSyntax {
    let start = token
    guard accept(.not) else { return try comparison() }
    let operand = try nested { parser throws(ParseError) in try parser.negation() }
    return try node(.unary(.not, operand), span(of: start).union(operand.span))
  }

  /// `a < b`, `a in b`, `a not in b`; comparisons do not chain.
  private mutating func comparison() throws(ParseError) -> ExpressionSyntax {
    let left = try expressionRange()
    let isNegated = token.isKeyword(.not) && token(after: 1).isKeyword(.contains)
    if isNegated { advance() }
    guard let comparison = comparisonOperator else { return left }
    advance()
    let right = try expressionRange()
    if comparisonOperator != nil {
      throw error(
        "comparisons do not chain", hint: "write a \(comparison.rawValue) b and b ... c")
    }
    let span = left.span.union(right.span)
    let result = try node(.binary(comparison, left, right), span)
    return isNegated ? try node(.unary(.not, result), span) : result
  }

  private var comparisonOperator: BinaryOperator? {
    guard let found = token.binaryOperator, Self.comparisons.contains(found) else { return nil }
    return found
  }

  private static let comparisons: Set<BinaryOperator> = [
    .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .contains,
  ]

  private mutating func expressionRange() throws(ParseError) -> ExpressionSyntax {
    try range { parser throws(ParseError) in try parser.sum() }
  }

  /// `a..b`, `a..`, `..b`: `..` touches its operands, an untouched side is open.
  mutating func range(
    _ side: (inout Parser) throws(ParseError) -> ExpressionSyntax
  ) throws(ParseError) -> ExpressionSyntax {
    let start = index
    var lower: ExpressionSyntax?
    if !token.isSymbol(.range) {
      let value = try side(&self)
      guard token.isSymbol(.range), !token.spaceBefore else { return value }
      lower = value
    }
    advance()
    var upper: ExpressionSyntax?
    if !token.spaceBefore, startsOperand(token) { upper = try side(&self) }
    guard lower != nil || upper != nil else {
      throw error("'..' touches what it joins", at: span(from: start), hint: "write a..b")
    }
    return try node(.range(lower, upper), span(from: start))
  }

  private mutating func sum() throws(ParseError) -> ExpressionSyntax {
    try chain([.add, .subtract]) { parser throws(ParseError) in try parser.product() }
  }

  private mutating func product() throws(ParseError) -> ExpressionSyntax {
    try chain([.multiply, .divide, .modulo]) { parser throws(ParseError) in try parser.unary() }
  }

  private mutating func unary() throws(ParseError) -> ExpressionSyntax {
    let start = token
    guard accept(.minus) else { return try power() }
    let operand = try nested { parser throws(ParseError) in try parser.unary() }
    return try node(.unary(.negate, operand), span(of: start).union(operand.span))
  }

  /// `a ** b`, right-associative and tighter than a minus at its left.
  private mutating func power() throws(ParseError) -> ExpressionSyntax {
    let base = try postfix()
    guard accept(.power) else { return base }
    let exponent = try nested { parser throws(ParseError) in try parser.unary() }
    return try node(.binary(.power, base, exponent), base.span.union(exponent.span))
  }

  /// Operands joined by left-associative operators of one level.
  private mutating func chain(
    _ operators: Set<BinaryOperator>,
    _ operand: (inout Parser) throws(ParseError) -> ExpressionSyntax
  ) throws(ParseError) -> ExpressionSyntax {
    var left = try operand(&self)
    while let found = token.binaryOperator, operators.contains(found) {
      advance()
      let right = try operand(&self)
      left = try node(.binary(found, left, right), left.span.union(right.span))
    }
    return left
  }

  /// A node of the tree, unless the tree grows too deep.
  func node(
    _ kind: ExpressionSyntax.Kind, _ span: Span
  ) throws(ParseError) -> ExpressionSyntax {
    let made = ExpressionSyntax(kind, span)
    guard made.depth <= Self.maximumTreeDepth else {
      throw error("this expression is too long", hint: "bind parts of it to names")
    }
    return made
  }
}
