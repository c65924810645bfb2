/// Cuts a text into tokens; one call of `tokenize` reads the text once, left to right.
struct Lexer {
  let source: Source
  let end: Int
  var position: Int
  var result = LexedText()
  /// Where the token before ended; a token that begins there touches it.
  private var lastUpper = -1

  private init(_ source: Source, in range: Range<Int>) {
    self.source = source
    self.position = range.lowerBound
    self.end = range.upperBound
  }

  /// The tokens of a text, or of a part of it, with joined lines.
  ///
  /// - Complexity: linear in the length of the text.
  static func tokenize(_ source: Source, in range: Range<Int>? = nil) -> LexedText {
    var lexer = Lexer(source, in: range ?? 0..<source.bytes.count)
    while lexer.position < lexer.end { lexer.scan() }
    lexer.append(.end, from: lexer.end)
    return LineJoiner.join(lexer.result, in: source)
  }

  private mutating func scan() {
    let start = position
    switch source.bytes[position] {
    case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): position += 1
    case UInt8(ascii: "\n"): scanNewline()
    case UInt8(ascii: "#"): scanComment()
    case UInt8(ascii: "\\"): scanLineJoin()
    case UInt8(ascii: "\""): scanText()
    case UInt8(ascii: "0")...UInt8(ascii: "9"): scanNumber()
    default:
      if let upper = nameEnd(from: start) { scanWord(to: upper) } else { scanSymbol() }
    }
  }

  private mutating func scanNewline() {
    position += 1
    if let last = result.tokens.last, last.kind != .newline {
      append(.newline, from: position - 1)
    }
  }

  private mutating func scanLineJoin() {
    let start = position
    position += 1
    while let byte = byte(at: position), byte.isBlank { position += 1 }
    if position >= end {
      result.endsInContinuation = true
    } else if byte(at: position) == UInt8(ascii: "\n") {
      position += 1
      if position >= end { result.endsInContinuation = true }
    } else {
      reportInvalid(from: start, to: start + 1, .strayBackslash)
    }
  }

  private mutating func scanWord(to upper: Int) {
    let start = position
    position = upper
    let word = text(start..<upper)
    let isMember = result.tokens.last?.isSymbol(.dot) == true
    if !isMember, let keyword = Keyword(rawValue: word) {
      append(.keyword(keyword), from: start)
    } else {
      append(.name(word), from: start)
    }
  }
}

extension Lexer {
  /// Appends the token from `start` to the present position.
  mutating func append(_ kind: Token.Kind, from start: Int) {
    let token = Token(
      kind: kind, lower: start, upper: position, spaceBefore: start != lastUpper)
    result.tokens.append(token)
    if kind != .newline { lastUpper = position }
  }

  /// Reports an error and goes on behind it.
  mutating func reportInvalid(from start: Int, to upper: Int, _ message: LexicalMessage) {
    position = max(upper, start + 1)
    append(.invalid, from: start)
    report(start..<max(upper, start + 1), message)
  }

  mutating func report(_ range: Range<Int>, _ message: LexicalMessage) {
    let span = Span(source: source.id, lower: range.lowerBound, upper: range.upperBound)
    result.diagnostics.append(Diagnostic(message.text, at: span, hint: message.hint))
  }

  func byte(at offset: Int) -> UInt8? {
    offset >= 0 && offset < end ? source.bytes[offset] : nil
  }

  func text(_ range: Range<Int>) -> String {
    String(decoding: source.bytes[range], as: UTF8.self)
  }

  /// The offset behind the name that begins at `start`, nil when none does.
  func nameEnd(from start: Int) -> Int? {
    guard let first = byte(at: start), !first.isDigit else { return nil }
    var offset = start
    while let length = wordCharacter(at: offset) { offset += length }
    return offset > start ? offset : nil
  }

  /// The length in bytes of a letter, digit or underscore.
  func wordCharacter(at offset: Int) -> Int? {
    guard let byte = byte(at: offset) else { return nil }
    if byte < 0x80 { return byte.isWord ? 1 : nil }
    guard let scalar = scalar(at: offset), scalar.properties.isAlphabetic else { return nil }
    return UTF8.width(scalar)
  }

  /// The Unicode scalar that begins at a byte.
  func scalar(at offset: Int) -> Unicode.Scalar? {
    let upper = min(offset + 4, end)
    guard offset < upper else { return nil }
    return String(decoding: source.bytes[offset..<upper], as: UTF8.self).unicodeScalars.first
  }
}

extension UInt8 {
  var isDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }

  var isLetter: Bool {
    let lower = self | 0x20
    return lower >= UInt8(ascii: "a") && lower <= UInt8(ascii: "z")
  }

  /// A letter, digit or underscore of ASCII.
  var isWord: Bool { isDigit || isLetter || self == UInt8(ascii: "_") }

  /// A space that is not the end of a line.
  var isBlank: Bool {
    self == UInt8(ascii: " ") || self == UInt8(ascii: "\t") || self == UInt8(ascii: "\r")
  }
}
