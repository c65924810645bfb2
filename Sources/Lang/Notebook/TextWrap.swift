/// Breaks a line of text between words.
enum TextWrap {
  /// A text that was written in lines of its own, as lines of at most `width` columns.
  ///
  /// - Edge cases: an empty line ends a paragraph; a line that begins with a space stays a line.
  static func paragraphs(_ text: String, width: Int) -> [String] {
    var lines: [String] = []
    var paragraph = ""
    func finish() {
      if !paragraph.isEmpty { lines += self.lines(paragraph, width: width) }
      paragraph = ""
    }
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.isEmpty || line.hasPrefix(" ") {
        finish()
        lines.append(String(line))
      } else {
        paragraph += (paragraph.isEmpty ? "" : " ") + line
      }
    }
    finish()
    return lines
  }

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
