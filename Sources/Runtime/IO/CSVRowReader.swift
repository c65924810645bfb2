/// Reads the rows of a file into column builders.
struct CSVRowReader {
  private let file: SourceFile
  private let schema: CSVSchema
  private let options: CSVOptions
  private let record = CSVRecord()
  private var tokenizer: CSVTokenizer
  private let timeIndex: Int?
  private let clockIndex: Int?
  private let bounds: (first: Int64, last: Int64)
  private var clockText: [UInt8] = []
  /// Whether a symbol code is asked for, by code.
  private var wanted: [Bool] = []

  let time: TimeBuilder?
  let symbols: ColumnBuilder?
  let columns: [ColumnBuilder]
  private(set) var rowCount = 0
  private(set) var skipped = BadCellCount()
  private(set) var blanked = BadCellCount()

  /// How many cells or rows were passed over, and the first of them.
  struct BadCellCount {
    var count = 0
    var firstLine = 0

    mutating func add(_ line: Int) {
      if count == 0 { firstLine = line }
      count += 1
    }
  }

  init(
    _ file: SourceFile, dialect: CSVDialect, schema: CSVSchema, options: CSVOptions, zone: Zone
  ) {
    self.file = file
    self.schema = schema
    self.options = options
    tokenizer = CSVTokenizer(
      base: file.base, count: file.count, delimiter: dialect.delimiter, path: file.path,
      position: schema.start.position, line: schema.start.line)
    timeIndex = schema.index(of: .time)
    clockIndex = schema.index(of: .clock)
    bounds = options.range.wallBounds
    let capacity = Self.expectedRows(file, schema, options)
    time = schema.layout.map { TimeBuilder($0, zone: zone, capacity: capacity) }
    let decimal = DecimalParser(mark: dialect.decimal)
    func builder(_ index: Int) -> ColumnBuilder {
      ColumnBuilder(
        index: index, column: schema.columns[index], decimal: decimal, capacity: capacity)
    }
    symbols = schema.index(of: .symbol).map(builder)
    let values: [CSVSchema.Role] = [.number, .boolean, .category, .undecided]
    columns = schema.columns.indices.filter { values.contains(schema.columns[$0].role) }
      .map(builder)
  }

  /// A guess from the length of the first row, on the high side.
  private static func expectedRows(
    _ file: SourceFile, _ schema: CSVSchema, _ options: CSVOptions
  ) -> Int {
    let start = schema.start.position
    var end = start
    while end < file.count, file.base[end] != 10 { end += 1 }
    let guess = (file.count - start) / max(1, end - start) * 9 / 8 + 16
    return max(16, min(guess, options.rows ?? .max, file.count / 2 + 16))
  }

  /// - Throws: `Failure` for a bad cell or a ragged row unless `bad=` allows them; `Interrupted`.
  mutating func run() throws {
    let width = schema.columns.count
    let limit = options.rows ?? .max
    while rowCount < limit, try tokenizer.next(record) {
      if record.line & 0x3fff == 0 { try Interrupt.check() }
      if record.count == 1, record[0].start == record[0].end { continue }
      guard record.count == width else {
        guard options.bad != .error else { throw ragged(width) }
        skipped.add(record.line)
        continue
      }
      if try readRow() { rowCount += 1 }
    }
  }

  /// False when the row is left out.
  private mutating func readRow() throws -> Bool {
    guard try readSymbol() else { return false }
    var label: ParsedTime?
    if let time, let timeIndex {
      guard let parsed = parsedTime(time, timeIndex) else {
        return try reject(timeIndex, "is not a date or time like those above it")
      }
      let wall = time.wall(parsed)
      guard wall >= bounds.first, wall <= bounds.last else { return false }
      label = parsed
    }
    for column in columns {
      let cell = record[column.index]
      let isGood =
        cell.isEscaped
        ? column.write(rowCount, text: tokenizer.text(cell))
        : column.write(rowCount, file.base, cell.start, cell.end)
      if !isGood, try !acceptBad(column) { return false }
    }
    if let label { time?.append(label) }
    return true
  }

  private mutating func acceptBad(_ column: ColumnBuilder) throws -> Bool {
    guard options.bad == .nan else {
      return try reject(column.index, "is not a number")
    }
    blanked.add(record.line)
    return true
  }

  /// Throws, or counts the row as skipped and returns false.
  private mutating func reject(_ index: Int, _ reason: String) throws -> Bool {
    guard options.bad != .error else { throw badCell(index, reason) }
    skipped.add(record.line)
    return false
  }

  private mutating func readSymbol() throws -> Bool {
    guard let symbols else { return true }
    let cell = record[symbols.index]
    guard cell.start < cell.end else {
      return try reject(symbols.index, "names no symbol")
    }
    _ =
      cell.isEscaped
      ? symbols.write(rowCount, text: tokenizer.text(cell))
      : symbols.write(rowCount, file.base, cell.start, cell.end)
    guard let names = options.symbols else { return true }
    let code = Int(symbols.code(rowCount))
    while wanted.count <= code {
      wanted.append(names.contains(symbols.labels[wanted.count]))
    }
    return wanted[code]
  }

  private mutating func parsedTime(_ time: TimeBuilder, _ index: Int) -> ParsedTime? {
    let cell = record[index]
    guard let clockIndex else { return time.parse(file.base, cell.start, cell.end) }
    let clock = record[clockIndex]
    clockText.removeAll(keepingCapacity: true)
    clockText.append(
      contentsOf: UnsafeBufferPointer(start: file.base + cell.start, count: cell.end - cell.start))
    clockText.append(32)
    clockText.append(
      contentsOf: UnsafeBufferPointer(
        start: file.base + clock.start, count: clock.end - clock.start))
    return clockText.withUnsafeBufferPointer { bytes in
      bytes.baseAddress.flatMap { time.parse($0, 0, bytes.count) }
    }
  }
}

extension CSVRowReader {
  private func ragged(_ width: Int) -> Failure {
    let isLast = tokenizer.position >= tokenizer.count
    return Failure(
      "line \(record.line) of '\(file.path)' holds \(record.count) values where \(width) are "
        + "expected",
      culprit: .file(
        path: file.path, line: record.line, column: min(record.count, width) + 1),
      hint: isLast
        ? "it is the last line: the file may be cut off; bad=skip leaves such rows out"
        : "bad=skip leaves such rows out")
  }

  private func badCell(_ index: Int, _ reason: String) -> Failure {
    let text = TextTable.clean(String(tokenizer.text(record[index]).prefix(40)))
    let name = schema.columns[index].original
    return Failure(
      "'\(text)' in column '\(name)', line \(record.line), \(reason)",
      culprit: .file(path: file.path, line: record.line, column: index + 1),
      hint: "bad=skip leaves such rows out, bad=nan reads the cell as missing")
  }
}
