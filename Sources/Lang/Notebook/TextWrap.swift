/// Breaks a line of text between words.
enum TextWrap {
  /// Lines of at most `width` columns; the ones after the first begin with `indent` spaces.
  ///
  /// - Edge cases: a word longer than a line stays whole; leading spaces are kept.
  static func lines(_ text: String, width: Int, indent: Int = 0) -> [String] {
    let width = max(width, indent + 20)
    guard text.count > width else { return [text] }
    var lines: [String] = []
    var line = String(text.prefix { $0 == " " })
    var isEmpty = true
    for word in text.split(separator: " ", omittingEmptySubsequences: false).dropFirst(line.count) {
      if !isEmpty, line.count + 1 + word.count > width {
        lines.append(line)
        line = String(repeating: " ", count: indent)
        isEmpty = true
      }
      line += isEmpty ? String(word) : " " + word
      isEmpty = false
    }
    return lines + [line]
  }
}
