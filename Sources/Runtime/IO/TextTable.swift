/// A table for the terminal: right-aligned numbers, units in the header, cut to a width.
///
/// What is cut is said in the last line. Control characters in cells are replaced, so that a data
/// file cannot drive the terminal.
public struct TextTable: Sendable {
  public enum Alignment: Sendable { case left, right }

  public struct Column: Sendable {
    public var title: String
    /// Written after the title in parentheses; empty where there is none.
    public var unit: String
    public var alignment: Alignment
    public var cells: [String]

    public init(
      _ title: String, unit: String = "", align alignment: Alignment = .right, _ cells: [String]
    ) {
      self.title = title
      self.unit = unit
      self.alignment = alignment
      self.cells = cells
    }
  }

  public var columns: [Column]
  /// Columns at the left that stay when the table is cut.
  public var pinned: Int
  /// Sentences added to the foot, such as what rows were left out.
  public var notes: [String]

  public init(_ columns: [Column] = [], pinned: Int = 1, notes: [String] = []) {
    self.columns = columns
    self.pinned = pinned
    self.notes = notes
  }

  /// The lines of the table joined by newlines, without a newline at the end.
  public func render(width: Int = 79) -> String {
    let drawn = columns.map(Drawn.init)
    let kept = fitting(drawn, in: max(20, width))
    let rows = kept.map { drawn[$0].lines.count }.max() ?? 0
    var lines = (0..<rows).map { row in
      Self.line(kept.map { drawn[$0].cell(row) }, in: max(20, width))
    }
    lines += foot(dropped: drawn.indices.filter { !kept.contains($0) }, width: width)
    return lines.joined(separator: "\n")
  }

  /// The rows of a long table: all, or the first and the last ones around a gap.
  ///
  /// The note says how many were left out; nil when none were.
  public static func rows(_ count: Int, limit: Int) -> (rows: [Int], note: String?) {
    let limit = max(2, limit)
    guard count > limit else { return (Array(0..<max(0, count)), nil) }
    let tail = limit / 2
    let rows = Array(0..<(limit - tail)) + Array((count - tail)..<count)
    return (rows, "\(NumberFormat.count(count - limit)) rows between them not shown")
  }

  private func fitting(_ drawn: [Drawn], in width: Int) -> [Int] {
    var kept: [Int] = []
    var used = 0
    for (index, column) in drawn.enumerated() {
      let needed = column.width + (kept.isEmpty ? 0 : 2)
      guard index < pinned || used + needed <= width else { break }
      kept.append(index)
      used += needed
    }
    return kept
  }

  private static func line(_ cells: [String], in width: Int) -> String {
    var text = cells.joined(separator: "  ")
    while text.last == " " { text.removeLast() }
    return text.count <= width ? text : text.prefix(width - 3) + "..."
  }

  private func foot(dropped: [Int], width: Int) -> [String] {
    var lines: [String] = []
    if !dropped.isEmpty {
      let names = dropped.map { Self.clean(columns[$0].title) }.joined(separator: ", ")
      let word = dropped.count == 1 ? "column" : "columns"
      lines.append("\(dropped.count) more \(word): \(names)")
    }
    return (lines + notes).map { Self.line(["(" + $0 + ")"], in: max(20, width)) }
  }

  /// A cell text without control characters.
  static func clean(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { $0.value < 32 || (127..<160).contains($0.value) })
    else { return text }
    return String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { $0.value < 32 || (127..<160).contains($0.value) ? "?" : $0 }))
  }

  /// A column padded to its width; the first line is the header.
  private struct Drawn {
    let lines: [String]
    let width: Int
    let alignment: Alignment

    init(_ column: Column) {
      let title = column.unit.isEmpty ? column.title : "\(column.title) (\(column.unit))"
      lines = ([title] + column.cells).map(TextTable.clean)
      width = lines.map(\.count).max() ?? 0
      alignment = column.alignment
    }

    func cell(_ row: Int) -> String {
      let text = row < lines.count ? lines[row] : ""
      let padding = String(repeating: " ", count: width - text.count)
      return alignment == .left ? text + padding : padding + text
    }
  }
}
