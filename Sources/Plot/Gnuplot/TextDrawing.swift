/// Tidies what gnuplot's text terminal writes.
enum TextDrawing {
  /// The drawing without form feeds, blanks at line ends and empty lines at its ends.
  static func tidied(_ bytes: [UInt8]) -> String {
    let text = String(decoding: bytes.filter { $0 != formFeed }, as: UTF8.self)
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(trimmed)
    while lines.last?.isEmpty == true { lines.removeLast() }
    while lines.first?.isEmpty == true { lines.removeFirst() }
    return lines.joined(separator: "\n") + "\n"
  }

  private static let formFeed: UInt8 = 12

  private static func trimmed(_ line: Substring) -> String {
    var line = line
    while line.last == " " { line.removeLast() }
    return String(line)
  }
}
