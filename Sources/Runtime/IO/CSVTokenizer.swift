/// Cuts bytes into rows of cells: RFC 4180 with any delimiter, line ends LF, CRLF or CR.
///
/// Reads through a pointer into a window of the file; every index is below `count`.
struct CSVTokenizer {
  enum Step {
    case row
    /// The text is at its end.
    case end
    /// The window ends before the row does; nothing was taken.
    case incomplete
  }

  let base: UnsafePointer<UInt8>
  let count: Int
  /// Whether the file ends with the window.
  let isLast: Bool
  let delimiter: UInt8
  let path: String
  /// Byte offset of the next row within the window.
  var position: Int
  /// 1-based line of the next row.
  var line: Int

  init(_ window: ByteWindow, delimiter: UInt8, path: String, position: Int, line: Int) {
    base = window.base
    count = window.count
    isLast = window.isLast
    self.delimiter = delimiter
    self.path = path
    self.position = position
    self.line = line
  }

  /// Reads the next row.
  ///
  /// - Throws: `Failure` when a quoted cell does not end, or text follows its closing quote.
  mutating func next(_ record: CSVRecord) throws -> Step {
    guard position < count else { return isLast ? .end : .incomplete }
    let start = (position, line)
    record.clear()
    record.line = line
    while true {
      let isQuoted = position < count && base[position] == 34
      guard let cell = try isQuoted ? quotedCell() : plainCell(), position < count || isLast else {
        (position, line) = start
        return .incomplete
      }
      record.append(cell)
      guard position < count else { return .row }
      let byte = base[position]
      position += 1
      guard byte != delimiter else { continue }
      if byte == 13 {
        guard position < count || isLast else {
          (position, line) = start
          return .incomplete
        }
        if position < count, base[position] == 10 { position += 1 }
      }
      line += 1
      return .row
    }
  }

  /// Runs to the delimiter or line end; blanks around the text do not count.
  @inline(__always)
  private mutating func plainCell() -> CSVCell? {
    var start = position
    var index = position
    while index < count {
      let byte = base[index]
      if byte == delimiter || byte == 10 || byte == 13 { break }
      index += 1
    }
    position = index
    while start < index, base[start] == 32 || base[start] == 9 { start += 1 }
    while index > start, base[index - 1] == 32 || base[index - 1] == 9 { index -= 1 }
    return CSVCell(start: start, end: index, isEscaped: false)
  }

  /// Nil when the window ends inside the quotes, but not the file.
  private mutating func quotedCell() throws -> CSVCell? {
    let firstLine = line
    let start = position + 1
    var index = start
    var isEscaped = false
    while index < count {
      if base[index] == 34 {
        guard index + 1 < count, base[index + 1] == 34 else { break }
        isEscaped = true
        index += 1
      } else if base[index] == 10 {
        line += 1
      }
      index += 1
    }
    guard index < count else {
      if !isLast { return nil }
      throw unclosedQuote(firstLine)
    }
    position = index + 1
    while position < count, base[position] == 32 { position += 1 }
    guard position == count || [delimiter, 10, 13].contains(base[position]) else {
      throw textAfterQuote(line)
    }
    return CSVCell(start: start, end: index, isEscaped: isEscaped)
  }

  /// The text of a cell; bytes that are not UTF-8 are replaced.
  func text(_ cell: CSVCell) -> String {
    let bytes = UnsafeBufferPointer(start: base + cell.start, count: cell.end - cell.start)
    guard cell.isEscaped else { return String(decoding: bytes, as: UTF8.self) }
    var unescaped: [UInt8] = []
    var index = 0
    while index < bytes.count {
      unescaped.append(bytes[index])
      index += bytes[index] == 34 ? 2 : 1
    }
    return String(decoding: unescaped, as: UTF8.self)
  }
}

extension CSVTokenizer {
  private func unclosedQuote(_ line: Int) -> Failure {
    Failure(
      "a quoted cell that begins on line \(line) has no closing quote",
      culprit: .file(path: path, line: line, column: 0))
  }

  private func textAfterQuote(_ line: Int) -> Failure {
    Failure(
      "text follows a closing quote on line \(line)",
      culprit: .file(path: path, line: line, column: 0),
      hint: "a quote inside a quoted cell is written twice")
  }
}
