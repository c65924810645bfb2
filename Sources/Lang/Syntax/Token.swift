/// One word, literal or sign of a text, with its place.
struct Token: Sendable {
  enum Kind: Equatable, Sendable {
    /// A number in its natural unit: `20%` is 0.2, `2bp` is 0.0002.
    case number(Double)
    case text([TextSegment])
    case date(DateLiteral)
    case duration(DurationLiteral)
    case name(String)
    case keyword(Keyword)
    case symbol(Symbol)
    /// The end of a statement's line; joined lines have none.
    case newline
    /// The end of the text.
    case end
    /// Something that was reported already.
    case invalid
  }

  var kind: Kind
  /// UTF-8 offsets, half open.
  let lower: Int
  let upper: Int
  /// False where the token touches the one before it.
  let spaceBefore: Bool

  func isSymbol(_ symbol: Symbol) -> Bool { kind == .symbol(symbol) }
  func isKeyword(_ keyword: Keyword) -> Bool { kind == .keyword(keyword) }

  var endsLine: Bool { kind == .newline || kind == .end }

  /// The name or the reserved word.
  var word: String? {
    switch kind {
    case .name(let text): text
    case .keyword(let keyword): keyword.rawValue
    default: nil
    }
  }

  /// The operator between two operands that this token can be.
  var binaryOperator: BinaryOperator? {
    switch kind {
    case .symbol(let symbol): BinaryOperator(rawValue: symbol.rawValue)
    case .keyword(let keyword): BinaryOperator(rawValue: keyword.rawValue)
    default: nil
    }
  }
}

/// A piece of a text literal.
enum TextSegment: Equatable, Sendable {
  case literal(String)
  /// The offsets of the expression between braces, and what follows its `:`.
  case value(Range<Int>, format: String?)
}
