/// Writes a tree as canonical text: two spaces of indentation, the parentheses that are needed.
///
/// Parsing what was printed gives the same tree, which tests rely on.
public enum SyntaxPrinter {
  /// One statement per line, blocks indented, without a line break at the end.
  public static func text(_ statements: [StatementSyntax]) -> String {
    lines(statements, indent: "").joined(separator: "\n")
  }

  /// An expression on one line.
  public static func text(_ expression: ExpressionSyntax) -> String {
    text(expression, above: .pipe)
  }
}

extension SyntaxPrinter {
  /// How tightly an expression holds together, loosest first.
  enum Level: Int, Comparable {
    case pipe, or, and, not, comparison, range, sum, product, unary, power, postfix

    static func < (left: Level, right: Level) -> Bool { left.rawValue < right.rawValue }

    var next: Level { Level(rawValue: rawValue + 1) ?? .postfix }
  }

  /// The expression, in parentheses where it is looser than its place allows.
  static func text(_ expression: ExpressionSyntax, above level: Level) -> String {
    let bare = bareText(expression)
    return self.level(of: expression) < level ? "(\(bare))" : bare
  }

  private static func level(of expression: ExpressionSyntax) -> Level {
    switch expression.kind {
    case .pipe: .pipe
    case .range: .range
    case .unary(.not, _): .not
    case .unary(.negate, _): .unary
    case .binary(let sign, _, _): level(of: sign)
    default: .postfix
    }
  }

  private static func level(of sign: BinaryOperator) -> Level {
    switch sign {
    case .or: .or
    case .and: .and
    case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .contains: .comparison
    case .add, .subtract: .sum
    case .multiply, .divide, .modulo: .product
    case .power: .power
    }
  }

  private static func bareText(_ expression: ExpressionSyntax) -> String {
    switch expression.kind {
    case .number(let value): number(value)
    case .text(let parts): "\"" + parts.map(text).joined() + "\""
    case .boolean(let value): "\(value)"
    case .none: "none"
    case .date(let date): text(date)
    case .duration(let duration): text(duration)
    case .name(let name): name
    case .list(let elements): "[" + elements.map { text($0) }.joined(separator: ", ") + "]"
    case .record(let fields):
      "{" + fields.map { "\(key($0.key)): \(text($0.value))" }.joined(separator: ", ") + "}"
    case .range(let lower, let upper):
      "\(lower.map { text($0, above: .sum) } ?? "")..\(upper.map { text($0, above: .sum) } ?? "")"
    case .unary(let sign, let operand): unary(sign, operand)
    case .binary(let sign, let left, let right): binary(sign, left, right)
    case .pipe(let left, let right):
      "\(text(left, above: .pipe)) |> \(text(right, above: .postfix))"
    case .call(let callee, let arguments):
      text(callee, above: .postfix) + "(" + arguments.map(argument).joined(separator: ", ") + ")"
    case .index(let owner, let key): "\(text(owner, above: .postfix))[\(text(key))]"
    case .member(let owner, let name): "\(self.owner(owner)).\(name.text)"
    case .invalid: "?"
    }
  }

  /// `5.x` would read as a broken number.
  private static func owner(_ owner: ExpressionSyntax) -> String {
    if case .number = owner.kind { return "(\(text(owner)))" }
    return text(owner, above: .postfix)
  }

  private static func unary(_ sign: UnaryOperator, _ operand: ExpressionSyntax) -> String {
    switch sign {
    case .negate: "-" + text(operand, above: .unary)
    case .not: "not " + text(operand, above: .not)
    }
  }

  private static func binary(
    _ sign: BinaryOperator, _ left: ExpressionSyntax, _ right: ExpressionSyntax
  ) -> String {
    let level = level(of: sign)
    let isPower = sign == .power
    let leftLevel = isPower ? Level.postfix : (level == .comparison ? .range : level)
    let rightLevel = isPower ? Level.unary : level.next
    return "\(text(left, above: leftLevel)) \(sign.rawValue) \(text(right, above: rightLevel))"
  }

  static func argument(_ argument: ArgumentSyntax) -> String {
    (argument.label.map { "\($0.text)=" } ?? "") + text(argument.value)
  }

  private static func key(_ key: Identifier) -> String {
    let isWord = key.text.utf8.allSatisfy(\.isWord) && key.text.utf8.first?.isDigit == false
    return isWord ? key.text : "\"" + escaped(key.text) + "\""
  }
}
