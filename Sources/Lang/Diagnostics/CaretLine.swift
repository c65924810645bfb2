/// A source line as it is shown, with the columns a span covers.
struct CaretLine {
  /// Tabs are spaces, control characters are replaced, far ends are cut and marked `...`.
  private(set) var text = ""
  /// Columns before the first caret.
  private(set) var indent = 0
  /// Carets, at least one.
  private(set) var width = 1

  private static let tabWidth = 4
  private static let mark = "..."

  /// Lays out the line that holds the beginning of a span, cut to about `limit` columns.
  init(_ span: Span, on line: SourceLine, of source: Source, limit: Int) {
    let lower = min(max(span.lower, line.range.lowerBound), line.range.upperBound)
    let upper = min(max(span.upper, lower), line.range.upperBound)
    let before = decode(source, line.range.lowerBound..<lower)
    let covered = decode(source, lower..<upper)
    let behind = decode(source, upper..<line.range.upperBound)
    var cells: [Character] = []
    var column = 0
    append(before, to: &cells, &column)
    let first = cells.count
    append(covered, to: &cells, &column)
    let last = cells.count
    append(behind, to: &cells, &column)
    cut(cells, first: first, last: last, limit: max(limit, 20))
  }

  private func decode(_ source: Source, _ range: Range<Int>) -> String {
    String(decoding: source.bytes[range], as: UTF8.self)
  }

  private func append(_ part: String, to cells: inout [Character], _ column: inout Int) {
    for character in part {
      if character == "\t" {
        let count = Self.tabWidth - column % Self.tabWidth
        cells += Array(repeating: " ", count: count)
        column += count
      } else {
        cells.append(character.isControl ? "\u{FFFD}" : character)
        column += DisplayWidth.of(character)
      }
    }
  }

  /// Keeps the carets in sight: a long line is cut at both sides of them.
  private mutating func cut(_ cells: [Character], first: Int, last: Int, limit: Int) {
    var lower = 0
    var upper = cells.count
    if cells.count > limit {
      lower = first < limit * 2 / 3 ? 0 : first - limit / 3
      upper = min(cells.count, lower + limit)
    }
    let head = lower > 0 ? Self.mark : ""
    let tail = upper < cells.count ? Self.mark : ""
    text = head + String(cells[lower..<upper]) + tail
    indent = head.count + DisplayWidth.of(String(cells[lower..<first]))
    let shown = cells[min(first, upper)..<min(max(last, first), upper)]
    width = max(1, DisplayWidth.of(String(shown)))
  }
}

extension Character {
  fileprivate var isControl: Bool {
    unicodeScalars.contains { $0.properties.generalCategory == .control }
  }
}
