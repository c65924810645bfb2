extension Lexer {
  /// A sign, the longest that fits; everything else is reported.
  mutating func scanSymbol() {
    let start = position
    if scanForeignSign() { return }
    for length in [2, 1] where start + length <= end {
      guard let symbol = Symbol(rawValue: text(start..<start + length)) else { continue }
      if symbol == .dot, reportBareFraction() { return }
      position += length
      append(.symbol(symbol), from: start)
      return
    }
    scanStray()
  }

  /// Signs of other languages, with what fml writes instead.
  private mutating func scanForeignSign() -> Bool {
    let start = position
    for (sign, hint) in Self.foreignSigns where matches(sign, at: start) {
      reportInvalid(from: start, to: start + sign.utf8.count, .foreign(sign, hint))
      return true
    }
    return false
  }

  private static let foreignSigns = [
    ("&&", "write 'and'"), ("||", "write 'or'"), ("+=", "write x = x + ..."),
    ("-=", "write x = x - ..."), ("*=", "write x = x * ..."), ("/=", "write x = x / ..."),
    ("^", "a power is written **"),
  ]

  /// `.5`: true when it was reported.
  private mutating func reportBareFraction() -> Bool {
    let start = position
    guard let next = byte(at: start + 1), next.isDigit else { return false }
    if let before = byte(at: start - 1), before.isWord || Self.closers.contains(before) {
      return false
    }
    var upper = start + 1
    while let byte = byte(at: upper), byte.isWord { upper += 1 }
    reportInvalid(from: start, to: upper, .bareFraction(text(start..<upper)))
    return true
  }

  private static let closers = [UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}")]

  /// A character that belongs nowhere; unusual spaces are taken as spaces.
  private mutating func scanStray() {
    let start = position
    guard let scalar = scalar(at: start) else {
      position += 1
      return
    }
    let upper = min(start + UTF8.width(scalar), end)
    if scalar.properties.isWhitespace || scalar == "\u{FEFF}" {
      position = upper
    } else if scalar == "'" {
      reportSingleQuoted()
    } else {
      reportInvalid(from: start, to: upper, .strayCharacter(scalar))
    }
  }

  private mutating func reportSingleQuoted() {
    let start = position
    var upper = start + 1
    while let byte = byte(at: upper), byte != UInt8(ascii: "\n") {
      upper += 1
      if byte == UInt8(ascii: "'") { break }
    }
    reportInvalid(from: start, to: upper, .singleQuotes)
  }

  func matches(_ sign: String, at offset: Int) -> Bool {
    var place = offset
    for expected in sign.utf8 {
      guard byte(at: place) == expected else { return false }
      place += 1
    }
    return true
  }
}
