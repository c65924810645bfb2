/// The first rows of a file as texts: what header, columns and layouts are judged by.
struct CSVSample {
  struct Row {
    let line: Int
    /// Byte offset and line of the row after this one.
    let next: (position: Int, line: Int)
    let cells: [String]
  }

  let rows: [Row]
  /// Where the first of them begins.
  let start: (position: Int, line: Int)
  /// Lines of a single cell above the table, such as a title or an address.
  let preamble: Int

  /// - Throws: `Failure` for broken quotes or a file that cannot be read.
  init(_ file: SourceFile, dialect: CSVDialect, limit: Int = 1000) throws {
    let window = ByteWindow(file)
    var length = 1 << 20
    var rows: [Row] = []
    // A row may be longer than the window; two rows are needed to tell a header.
    while rows.count < 2 {
      try window.show(length, from: dialect.start)
      let tokenizer = CSVTokenizer(
        window, delimiter: dialect.delimiter, path: file.path, position: 0, line: dialect.line)
      rows = try Self.rows(tokenizer, from: dialect.start, limit: limit)
      if window.isLast { break }
      length *= 8
    }
    preamble = Self.preamble(rows)
    let before = preamble > 0 ? rows[preamble - 1].next : nil
    start = before ?? (dialect.start, dialect.line)
    self.rows = Array(rows.dropFirst(preamble))
  }

  private static func rows(_ tokenizer: CSVTokenizer, from start: Int, limit: Int) throws -> [Row] {
    var tokenizer = tokenizer
    let record = CSVRecord()
    var rows: [Row] = []
    var cells = 0
    while rows.count < limit, cells < 200_000 || rows.count < 20,
      case .row = try tokenizer.next(record)
    {
      if record.count == 1, record[0].start == record[0].end { continue }
      let texts = (0..<record.count).map { tokenizer.text(record[$0]) }
      cells += texts.count
      let next = (position: start + tokenizer.position, line: tokenizer.line)
      rows.append(Row(line: record.line, next: next, cells: texts))
    }
    return rows
  }

  private static func preamble(_ rows: [Row]) -> Int {
    let usual = usualWidth(rows[...], preferred: 1)
    guard usual > 1 else { return 0 }
    let lines = rows.prefix { $0.cells.count == 1 }.count
    return lines <= 30 && lines + 1 < rows.count ? lines : 0
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
