/// Delimiter and decimal mark of a file, and where its first row begins.
struct CSVDialect {
  var delimiter: UInt8
  var decimal: UInt8
  /// Byte offset after a byte order mark and a `sep=` line.
  var start = 0
  var line = 1

  /// Reads what the options leave open from the first lines of the file's first window.
  ///
  /// A tab, semicolon or bar that occurs equally often in most lines beats the comma, which may
  /// be a decimal mark.
  init(_ file: ByteWindow, options: CSVOptions) {
    delimiter = options.delimiter ?? 44
    decimal = options.decimal ?? 46
    let mark: [UInt8] = [0xef, 0xbb, 0xbf]
    if file.count >= 3, mark.indices.allSatisfy({ file.base[$0] == mark[$0] }) { start = 3 }
    let separator = Self.separatorLine(file, from: start)
    if let separator {
      start = separator.end
      line = 2
    }
    let raw = Self.rawLines(file, from: start, limit: 30)
    let lines = raw.map(Self.unquoted)
    if options.delimiter == nil {
      delimiter = separator?.byte ?? Self.delimiter(lines)
    }
    guard options.decimal == nil else { return }
    let cells = delimiter == 44 ? raw.dropFirst().flatMap(Self.cells) : Self.cells(lines, delimiter)
    if Self.hasDecimalComma(cells, isDelimiter: delimiter == 44) { decimal = 44 }
  }

  /// Excel's `sep=;` on the first line.
  private static func separatorLine(
    _ file: ByteWindow, from start: Int
  ) -> (byte: UInt8, end: Int)? {
    let word = Array("sep=".utf8)
    guard file.count > start + 6, word.indices.allSatisfy({ file.base[start + $0] == word[$0] })
    else { return nil }
    var end = start + 5
    if file.base[end] == 13 { end += 1 }
    guard end < file.count, file.base[end] == 10 else { return nil }
    return (file.base[start + 4], end + 1)
  }

  private static func rawLines(_ file: ByteWindow, from start: Int, limit: Int) -> [[UInt8]] {
    let end = min(file.count, start + 1 << 16)
    let window = UnsafeBufferPointer(start: file.base + start, count: max(0, end - start))
    let lines = window.split(maxSplits: limit) { $0 == 10 || $0 == 13 }
    return lines.prefix(limit).map(Array.init)
  }

  /// The cells of a comma-separated line, without their quotes.
  private static func cells(_ line: [UInt8]) -> [[UInt8]] {
    var (cells, isQuoted) = ([[UInt8]()], false)
    for byte in line {
      if byte == 34 {
        isQuoted.toggle()
      } else if byte == 44, !isQuoted {
        cells.append([])
      } else {
        cells[cells.count - 1].append(byte)
      }
    }
    return cells
  }

  private static func cells(_ lines: [[UInt8]], _ delimiter: UInt8) -> [[UInt8]] {
    lines.dropFirst().flatMap { $0.split(separator: delimiter).map(Array.init) }
  }

  /// The line without its quoted parts.
  private static func unquoted(_ line: [UInt8]) -> [UInt8] {
    var isQuoted = false
    return line.filter { byte in
      if byte == 34 { isQuoted.toggle() }
      return !isQuoted && byte != 34
    }
  }

  private static func delimiter(_ lines: [[UInt8]]) -> UInt8 {
    let candidates: [UInt8] = [9, 59, 124]
    for candidate in candidates {
      let counts = lines.map { line in line.count { $0 == candidate } }
      let common = counts.filter { $0 > 0 }.sorted()
      guard !common.isEmpty else { continue }
      let usual = common[common.count / 2]
      let agreeing = counts.count { $0 == usual }
      if agreeing * 10 >= lines.count * 7 { return candidate }
    }
    return 44
  }

  /// - Parameter isDelimiter: Whether commas stand between cells, too: then a cell speaks for the
  ///   decimal comma only where it is no number with commas between thousands.
  private static func hasDecimalComma(_ cells: [[UInt8]], isDelimiter: Bool) -> Bool {
    var withComma = 0
    var withPoint = 0
    for cell in cells {
      let parsed = cell.withUnsafeBufferPointer { bytes -> (comma: Bool, point: Bool) in
        guard let base = bytes.baseAddress else { return (false, false) }
        let comma = DecimalParser(mark: 44).parse(base, 0, bytes.count) != nil
        guard isDelimiter else { return (comma && cell.contains(44), !comma && cell.contains(46)) }
        let point = DecimalParser(mark: 46).parse(base, 0, bytes.count) != nil
        return (comma && !point && cell.contains(44), point && !comma && cell.contains(46))
      }
      withComma += parsed.comma ? 1 : 0
      withPoint += parsed.point ? 1 : 0
    }
    return withComma > withPoint
  }
}
