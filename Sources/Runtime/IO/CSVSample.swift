/// The first rows of a file as texts: what header, columns and layouts are judged by.
struct CSVSample {
  struct Row {
    let line: Int
    /// Byte offset and line of the row after this one.
    let next: (position: Int, line: Int)
    let cells: [String]
  }

  let rows: [Row]

  /// - Throws: `Failure` for broken quotes.
  init(_ tokenizer: CSVTokenizer, limit: Int = 1000) throws {
    var tokenizer = tokenizer
    let record = CSVRecord()
    var rows: [Row] = []
    var cells = 0
    while rows.count < limit, cells < 200_000 || rows.count < 20, try tokenizer.next(record) {
      if record.count == 1, record[0].start == record[0].end { continue }
      let texts = (0..<record.count).map { tokenizer.text(record[$0]) }
      cells += texts.count
      rows.append(
        Row(line: record.line, next: (tokenizer.position, tokenizer.line), cells: texts))
    }
    self.rows = rows
  }

  /// The count of cells that most rows have; of equally frequent ones `preferred`, then the larger.
  static func usualWidth(_ rows: ArraySlice<Row>, preferred: Int) -> Int {
    var counts: [Int: Int] = [:]
    for row in rows { counts[row.cells.count, default: 0] += 1 }
    let best = counts.max { a, b in
      (a.value, a.key == preferred ? 1 : 0, a.key) < (b.value, b.key == preferred ? 1 : 0, b.key)
    }
    return best?.key ?? preferred
  }

  /// The texts of one column that are not missing.
  static func present(_ rows: ArraySlice<Row>, column: Int) -> [String] {
    rows.compactMap { row in
      guard column < row.cells.count, !MissingMarker.matches(row.cells[column]) else { return nil }
      return row.cells[column]
    }
  }
}

extension DecimalParser {
  func parse(_ text: String) -> Double? {
    var text = text
    return text.withUTF8 { bytes in
      bytes.baseAddress.flatMap { parse($0, 0, bytes.count) }
    }
  }
}

extension TimeParser {
  mutating func parse(_ text: String) -> ParsedTime? {
    var text = text
    return text.withUTF8 { bytes in
      bytes.baseAddress.flatMap { parse($0, 0, bytes.count) }
    }
  }
}
