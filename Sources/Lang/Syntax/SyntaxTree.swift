/// A name with its place.
public struct Identifier: Sendable, Hashable {
  public let text: String
  public let span: Span

  public init(_ text: String, _ span: Span) {
    self.text = text
    self.span = span
  }
}

/// An expression of the language.
public struct ExpressionSyntax: Sendable {
  public indirect enum Kind: Sendable {
    case number(Double)
    case text([TextPart])
    case boolean(Bool)
    case none
    case date(DateLiteral)
    case duration(DurationLiteral)
    case name(String)
    case list([ExpressionSyntax])
    case record([(key: Identifier, value: ExpressionSyntax)])
    case range(ExpressionSyntax?, ExpressionSyntax?)
    case unary(UnaryOperator, ExpressionSyntax)
    case binary(BinaryOperator, ExpressionSyntax, ExpressionSyntax)
    /// `left |> right`: right is a call or a bare function name.
    case pipe(ExpressionSyntax, ExpressionSyntax)
    case call(ExpressionSyntax, [ArgumentSyntax])
    case index(ExpressionSyntax, ExpressionSyntax)
    case member(ExpressionSyntax, Identifier)
    /// Stands where an expression could not be parsed; a diagnostic was given.
    case invalid
  }

  public let kind: Kind
  public let span: Span
  /// The longest way from here to a leaf; the parser limits it, so recursion over a tree is safe.
  public let depth: Int

  public init(_ kind: Kind, _ span: Span) {
    self.kind = kind
    self.span = span
    self.depth = Self.depth(of: kind)
  }

  private static func depth(of kind: Kind) -> Int {
    switch kind {
    case .number, .boolean, .none, .date, .duration, .name, .invalid: 1
    case .text(let parts): 1 + (parts.map(\.depth).max() ?? 0)
    case .list(let elements): 1 + (elements.map(\.depth).max() ?? 0)
    case .record(let fields): 1 + (fields.map(\.value.depth).max() ?? 0)
    case .range(let lower, let upper): 1 + max(lower?.depth ?? 0, upper?.depth ?? 0)
    case .unary(_, let operand): 1 + operand.depth
    case .binary(_, let left, let right), .pipe(let left, let right), .index(let left, let right):
      1 + max(left.depth, right.depth)
    case .call(let callee, let arguments):
      1 + max(callee.depth, arguments.map(\.value.depth).max() ?? 0)
    case .member(let owner, _): 1 + owner.depth
    }
  }
}

public enum TextPart: Sendable {
  case literal(String)
  /// `{expr}` or `{expr:.2f}`.
  case value(ExpressionSyntax, format: String?)

  var depth: Int {
    switch self {
    case .literal: 0
    case .value(let value, _): value.depth
    }
  }
}

/// Nanoseconds UTC of the written wall-clock time, not yet moved to a zone.
public struct DateLiteral: Sendable, Hashable {
  public let nanoseconds: Int64
  /// True for `2024-06-30`, false for `2024-06-30T14:31`.
  public let isDay: Bool

  public init(nanoseconds: Int64, isDay: Bool) {
    self.nanoseconds = nanoseconds
    self.isDay = isDay
  }
}

/// `4h`, `30min`, `5d`, `3mo`, `2y`: months and years are kept apart from fixed lengths.
public struct DurationLiteral: Sendable, Hashable {
  public let nanoseconds: Int64
  public let months: Int

  public init(nanoseconds: Int64, months: Int) {
    self.nanoseconds = nanoseconds
    self.months = months
  }
}

public enum UnaryOperator: String, Sendable {
  case negate = "-"
  case not = "not"
}

public enum BinaryOperator: String, Sendable, CaseIterable {
  case or, and
  case equal = "=="
  case notEqual = "!="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  case contains = "in"
  case add = "+"
  case subtract = "-"
  case multiply = "*"
  case divide = "/"
  case modulo = "%"
  case power = "**"
}

/// A positional (`label == nil`) or an option `key=value`.
public struct ArgumentSyntax: Sendable {
  public let label: Identifier?
  public let value: ExpressionSyntax

  public init(label: Identifier?, value: ExpressionSyntax) {
    self.label = label
    self.value = value
  }
}

/// `verb arg key=value`, command spelling.
public struct CommandSyntax: Sendable {
  public let verb: Identifier
  public let arguments: [ArgumentSyntax]
  /// True with a trailing `&`.
  public let inBackground: Bool
  /// The block of `sweep`, `walkforward`, `ensemble`.
  public let body: [StatementSyntax]?

  public init(
    verb: Identifier, arguments: [ArgumentSyntax], inBackground: Bool = false,
    body: [StatementSyntax]? = nil
  ) {
    self.verb = verb
    self.arguments = arguments
    self.inBackground = inBackground
    self.body = body
  }
}

/// A parameter of `def`, `loss`, `rule`; those after `;` are options with a default.
public struct FormalSyntax: Sendable {
  public let name: Identifier
  public let defaultValue: ExpressionSyntax?
  public let isOption: Bool

  public init(name: Identifier, defaultValue: ExpressionSyntax?, isOption: Bool) {
    self.name = name
    self.defaultValue = defaultValue
    self.isOption = isOption
  }
}

/// The body and head shared by `def`, `loss` and `rule`.
public struct FunctionSyntax: Sendable {
  public let name: Identifier
  public let formals: [FormalSyntax]
  public let body: [StatementSyntax]

  public init(name: Identifier, formals: [FormalSyntax], body: [StatementSyntax]) {
    self.name = name
    self.formals = formals
    self.body = body
  }
}

/// A statement of the language.
public struct StatementSyntax: Sendable {
  public indirect enum Kind: Sendable {
    case bind(Identifier, ExpressionSyntax)
    case command(CommandSyntax, bindTo: Identifier?)
    case expression(ExpressionSyntax)
    case param(Identifier, ExpressionSyntax)
    case target(Identifier, ExpressionSyntax)
    case model(Identifier, ExpressionSyntax)
    /// Entries are `name = expr` or a bare expression whose name is its own (`liq`).
    case features(Identifier, on: ExpressionSyntax?, entries: [StatementSyntax])
    case featuresPreset(Identifier, on: ExpressionSyntax?)
    case loss(FunctionSyntax)
    case rule(FunctionSyntax)
    case def(FunctionSyntax)
    case track(Identifier, ExpressionSyntax)
    case returns(ExpressionSyntax)
    case at(run: Identifier, epoch: Int, batch: Int?, CommandSyntax)
    case conditional(
      [(condition: ExpressionSyntax, body: [StatementSyntax])], otherwise: [StatementSyntax]?)
    case loop(Identifier, over: ExpressionSyntax, body: [StatementSyntax])
    case whileLoop(ExpressionSyntax, body: [StatementSyntax])
    case breakLoop
    case continueLoop
    /// Could not be parsed; a diagnostic was given.
    case invalid
  }

  public let kind: Kind
  public let span: Span

  public init(_ kind: Kind, _ span: Span) {
    self.kind = kind
    self.span = span
  }
}
