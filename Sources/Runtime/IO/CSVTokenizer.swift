/// Cuts bytes into rows of cells: RFC 4180 with any delimiter, line ends LF, CRLF or CR.
///
/// Reads through a pointer into the file's bytes; every index is below `count`.
struct CSVTokenizer {
  let base: UnsafePointer<UInt8>
  let count: Int
  let delimiter: UInt8
  let path: String
  /// Byte offset of the next row.
  var position: Int
  /// 1-based line of the next row.
  var line: Int

  /// Reads the next row; false at the end of the text.
  ///
  /// - Throws: `Failure` when a quoted cell does not end, or text follows its closing quote.
  mutating func next(_ record: CSVRecord) throws -> Bool {
    guard position < count else { return false }
    record.clear()
    record.line = line
    while true {
      let cell = try position < count && base[position] == 34 ? quotedCell() : plainCell()
      record.append(cell)
      guard position < count else { return true }
      let byte = base[position]
      position += 1
      guard byte != delimiter else { continue }
      if byte == 13, position < count, base[position] == 10 { position += 1 }
      line += 1
      return true
    }
  }

  /// Runs to the delimiter or line end; blanks around the text do not count.
  @inline(__always)
  private mutating func plainCell() -> CSVCell {
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

  private mutating func quotedCell() throws -> CSVCell {
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
    guard index < count else { throw unclosedQuote(firstLine) }
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
