/// Where the cursor stands in a line that is being typed.
struct CompletionPlace {
  /// What is typed of the word at the cursor.
  let word: String
  /// The word in the text, as UTF-8 offsets.
  let replacing: Range<Int>
  /// Inside quotes.
  let isInText: Bool
  /// The dotted name left of a `.` before the word.
  let owner: String?
  /// The key of the option whose value is being typed.
  let option: String?
  /// The verb or function whose arguments are being typed.
  let callee: String?
  /// True where a command may begin.
  let isAtStart: Bool
  /// The words before it on its line.
  let before: [String]

  init(_ text: String, at cursor: Int) {
    let bytes = Array(text.utf8.prefix(max(0, cursor)))
    let end = bytes.count
    if let quote = Self.openQuote(in: bytes) {
      word = Self.text(bytes, quote + 1, end)
      replacing = (quote + 1)..<end
      isInText = true
      (owner, option, callee, isAtStart, before) = (nil, nil, nil, false, [])
      return
    }
    isInText = false
    var start = end
    while start > 0, Self.isWordByte(bytes[start - 1]) { start -= 1 }
    word = Self.text(bytes, start, end)
    replacing = start..<end
    owner = Self.owner(bytes, before: start)
    option = Self.option(bytes, before: start)
    let line = Self.lineStart(bytes, before: start)
    callee = Self.openCall(bytes, start) ?? Self.leadingWord(bytes, line, start)
    before = Self.text(bytes, line, start).split(separator: " ").map(String.init)
    isAtStart = owner == nil && Self.begins(bytes, line, start)
  }

  private static func text(_ bytes: [UInt8], _ lower: Int, _ upper: Int) -> String {
    lower < upper ? String(decoding: bytes[lower..<upper], as: UTF8.self) : ""
  }

  static func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
      true
    default: byte >= 0x80
    }
  }

  private static func openQuote(in bytes: [UInt8]) -> Int? {
    var open: Int?
    var index = 0
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "\\") where open != nil: index += 1
      case UInt8(ascii: "\""): open = open == nil ? index : nil
      case UInt8(ascii: "\n"): open = nil
      default: break
      }
      index += 1
    }
    return open
  }

  /// `px` in `px.cl`, `d.train` in `d.train.x`.
  private static func owner(_ bytes: [UInt8], before start: Int) -> String? {
    guard start > 1, bytes[start - 1] == UInt8(ascii: "."), isWordByte(bytes[start - 2]) else {
      return nil
    }
    var first = start - 1
    while first > 0, isWordByte(bytes[first - 1]) || bytes[first - 1] == UInt8(ascii: ".") {
      first -= 1
    }
    return text(bytes, first, start - 1)
  }

  /// `norm` in `norm=la`.
  private static func option(_ bytes: [UInt8], before start: Int) -> String? {
    guard start > 1, bytes[start - 1] == UInt8(ascii: "="), isWordByte(bytes[start - 2]) else {
      return nil
    }
    var first = start - 1
    while first > 0, isWordByte(bytes[first - 1]) { first -= 1 }
    return text(bytes, first, start - 1)
  }

  private static func lineStart(_ bytes: [UInt8], before start: Int) -> Int {
    (bytes[..<start].lastIndex(of: UInt8(ascii: "\n")) ?? -1) + 1
  }

  /// The function whose parenthesis is open at the cursor.
  private static func openCall(_ bytes: [UInt8], _ start: Int) -> String? {
    var depth = 0
    var index = start - 1
    while index >= 0, bytes[index] != UInt8(ascii: "\n") || depth != 0 {
      switch bytes[index] {
      case UInt8(ascii: ")"): depth += 1
      case UInt8(ascii: "("):
        if depth == 0 {
          var first = index
          while first > 0, isWordByte(bytes[first - 1]) { first -= 1 }
          return first < index ? text(bytes, first, index) : nil
        }
        depth -= 1
      default: break
      }
      index -= 1
    }
    return nil
  }

  /// The first word of the line, or the one after `name =`.
  private static func leadingWord(_ bytes: [UInt8], _ line: Int, _ start: Int) -> String? {
    let words = text(bytes, line, start).split(separator: " ").map(String.init)
    if words.count >= 3, words[1] == "=" { return words[2] }
    return words.first
  }

  /// Nothing but space, or `name =`, stands before the word on its line.
  private static func begins(_ bytes: [UInt8], _ line: Int, _ start: Int) -> Bool {
    let before = text(bytes, line, start).split(separator: " ").map(String.init)
    return before.isEmpty || (before.count == 2 && before[1] == "=") || before.last == ":"
  }
}
