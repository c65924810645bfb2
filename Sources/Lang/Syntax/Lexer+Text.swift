extension Lexer {
  /// `"text {expr:.2f}"` on one line.
  mutating func scanText() {
    let start = position
    var segments: [TextSegment] = []
    var literal = ""
    var isValid = true
    position += 1
    while let byte = byte(at: position), byte != UInt8(ascii: "\"") {
      if byte == UInt8(ascii: "\n") { break }
      switch byte {
      case UInt8(ascii: "\\"): isValid = scanEscape(into: &literal) && isValid
      case UInt8(ascii: "{") where !isDoubled(byte):
        if !literal.isEmpty { segments.append(.literal(literal)) }
        literal = ""
        isValid = scanInterpolation(into: &segments) && isValid
      default: copyCharacter(into: &literal)
      }
    }
    guard byte(at: position) == UInt8(ascii: "\"") else { return reportUnclosed(from: start) }
    position += 1
    if !literal.isEmpty { segments.append(.literal(literal)) }
    append(isValid ? .text(segments) : .invalid, from: start)
  }

  private mutating func reportUnclosed(from start: Int) {
    var upper = position
    while upper > start + 1, let last = byte(at: upper - 1), last.isBlank { upper -= 1 }
    let reported = result.diagnostics.last?.span
    if let reported, reported.lower >= start {
      append(.invalid, from: start)
    } else {
      reportInvalid(from: start, to: upper, .unclosedText)
    }
  }

  private func isDoubled(_ byte: UInt8) -> Bool { self.byte(at: position + 1) == byte }

  /// One character; `{{` and `}}` stand for one brace.
  private mutating func copyCharacter(into literal: inout String) {
    guard let scalar = scalar(at: position), let first = byte(at: position) else {
      position = end
      return
    }
    let isBrace = first == UInt8(ascii: "{") || first == UInt8(ascii: "}")
    position = min(position + (isBrace && isDoubled(first) ? 2 : UTF8.width(scalar)), end)
    literal.unicodeScalars.append(scalar)
  }

  private mutating func scanEscape(into literal: inout String) -> Bool {
    let start = position
    switch byte(at: position + 1) {
    case UInt8(ascii: "\""): literal += "\""
    case UInt8(ascii: "\\"): literal += "\\"
    case UInt8(ascii: "n"): literal += "\n"
    default:
      let width = scalar(at: start + 1).map { $0 == "\n" ? 0 : UTF8.width($0) } ?? 0
      position = min(start + 1 + width, end)
      report(start..<position, .unknownEscape(text(start..<position)))
      return false
    }
    position += 2
    return true
  }

  /// From `{` to its `}`; the expression is parsed later from its offsets.
  private mutating func scanInterpolation(into segments: inout [TextSegment]) -> Bool {
    let start = position
    guard let place = InterpolationScanner.scan(source.bytes, from: start + 1, to: end) else {
      report(start..<start + 1, .unclosedBrace)
      while let byte = byte(at: position), byte != UInt8(ascii: "\n") { position += 1 }
      return false
    }
    position = place.close + 1
    let expression = start + 1..<(place.colon ?? place.close)
    guard expression.contains(where: { !source.bytes[$0].isBlank }) else {
      report(start..<position, .emptyBraces)
      return false
    }
    let format = place.colon.map { text($0 + 1..<place.close) }
    segments.append(.value(expression, format: format))
    return true
  }
}
