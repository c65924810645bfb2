/// Reads the rows that begin in one chunk of a file; used again from chunk to chunk.
///
/// Rows of plain cells take the short way of `readPlainRows`, all others are cut into cells first.
/// Owned by one thread at a time.
final class CSVChunkReader: @unchecked Sendable {
  let job: CSVJob
  let window: ByteWindow
  let time: TimeCells?
  /// Not retained at every row: `time` keeps it.
  let timeReference: Unmanaged<TimeCells>?
  let symbols: CellBuffer?
  let columns: [CellBuffer]
  let powers = DecimalPowers()
  /// How each column is read, in file order.
  let plan: UnsafeMutablePointer<CellPlan>
  let bounds: (first: Int64, last: Int64)
  /// Whether `from=` or `to=` leave rows out.
  let isBounded: Bool
  private let record = CSVRecord()
  private let timeIndex: Int?
  private let clockIndex: Int?
  private var clockText: [UInt8] = []
  /// Whether a symbol code is asked for, by code.
  private var wanted: [Bool] = []

  /// The chunk, in bytes of the file.
  private(set) var bytes = 0..<0
  /// Where the first row began.
  private(set) var first = 0
  /// The file's byte after the last row.
  private(set) var position = 0
  /// Lines before `position`, counted from the line the chunk was begun with.
  var line = 0
  var rowCount = 0
  /// Rows are read up to this count.
  private(set) var limit = 0
  private(set) var skipped = BadCellCount()
  private(set) var blanked = BadCellCount()
  /// The roles the chunk was begun with, in file order.
  private(set) var roles: [CSVSchema.Role] = []
  /// Whether reading ended early; the chunk is then read again where its first row is known.
  private(set) var isBroken = false

  init(_ job: CSVJob) {
    self.job = job
    window = ByteWindow(job.file)
    time = job.schema.layout.map { TimeCells($0, zone: job.zone) }
    timeReference = time.map(Unmanaged.passUnretained)
    timeIndex = job.schema.index(of: .time)
    clockIndex = job.schema.index(of: .clock)
    bounds = job.options.range.wallBounds
    isBounded = !job.options.range.isOpen
    let decimal = DecimalParser(mark: job.dialect.decimal)
    let buffers = job.schema.columns.enumerated().map { index, column in
      CellBuffer(index: index, role: column.role, decimal: decimal)
    }
    symbols = buffers.first { $0.role == .symbol }
    columns = buffers.filter { CSVSchema.Role.values.contains($0.role) }
    plan = .allocate(capacity: max(1, buffers.count))
    plan.initialize(repeating: CellPlan(), count: max(1, buffers.count))
  }

  deinit { plan.deallocate() }

  /// Reads a chunk whose first row is looked for; whatever fails is read again by `read`.
  func attempt(_ bytes: Range<Int>, isFirst: Bool) {
    do {
      let start = isFirst ? bytes.lowerBound : try rowStart(in: bytes)
      try read(bytes, from: start, line: isFirst ? job.schema.start.line : 1, roles: job.roles)
    } catch {
      isBroken = true
    }
  }

  /// Reads the rows that begin in `start..<bytes.upperBound`, at most `limit`.
  ///
  /// - Throws: `Failure` for a bad cell or a ragged row unless `bad=` allows them; `Interrupted`.
  func read(
    _ bytes: Range<Int>, from start: Int, line: Int, roles: [CSVSchema.Role], limit: Int = .max
  ) throws {
    try Interrupt.check()
    begin(bytes, start, line, roles, limit)
    var length = max(0, bytes.upperBound - start) + 1 << 14
    if start < window.start || start >= window.start + window.count {
      try window.show(length, from: start)
    }
    while position < bytes.upperBound, rowCount < limit {
      let seen = position
      guard try readRows(upTo: bytes.upperBound) else { break }
      guard position < bytes.upperBound, rowCount < limit else { break }
      // The window ends inside a row.
      if position == seen { length *= 2 }
      try window.show(length, from: position)
    }
    isBroken = false
  }

  private func begin(
    _ bytes: Range<Int>, _ start: Int, _ line: Int, _ roles: [CSVSchema.Role], _ limit: Int
  ) {
    (self.bytes, first, position, self.line) = (bytes, start, start, line)
    (self.roles, self.limit, rowCount) = (roles, limit, 0)
    (skipped, blanked) = (BadCellCount(), BadCellCount())
    isBroken = true
    // A row holds a byte per cell at least: its delimiters and line end.
    let rows = max(0, bytes.upperBound - start) / max(1, job.width) + 2
    time?.begin(rows: rows)
    for column in columns { column.begin(role: roles[column.index], rows: rows) }
    symbols?.begin(role: .symbol, rows: rows)
    makePlan()
  }

  private func makePlan() {
    for index in 0..<job.width {
      plan[index] = CellPlan(kind: roles[index] == .unused ? .unused : .careful)
    }
    if let timeIndex, clockIndex == nil { plan[timeIndex].kind = .time }
    if let symbols { plan[symbols.index] = CellPlan(symbols) }
    for column in columns { plan[column.index] = CellPlan(column) }
  }

  /// The first row start at or after the chunk's first byte, if no quoted cell lies around it.
  private func rowStart(in bytes: Range<Int>) throws -> Int {
    try window.show(bytes.count + 1 << 14, from: bytes.lowerBound - 1)
    var index = 0
    while index < window.count {
      let byte = window.base[index]
      index += 1
      guard byte == 10 || byte == 13 else { continue }
      if byte == 13, index < window.count, window.base[index] == 10 { index += 1 }
      return window.start + index
    }
    return window.start + window.count
  }

  /// Reads rows of the window; false at the end of the text.
  private func readRows(upTo end: Int) throws -> Bool {
    while position < end, rowCount < limit {
      let stop = min(end - window.start, window.count)
      let start = window.base + (position - window.start)
      position = window.start + (readPlainRows(start, until: window.base + stop) - window.base)
      guard position < end, rowCount < limit else { return true }
      switch try readCarefully() {
      case .row: continue
      case .end: return false
      case .incomplete: return true
      }
    }
    return true
  }

  /// Cuts one row into cells, then reads them.
  private func readCarefully() throws -> CSVTokenizer.Step {
    var tokenizer = CSVTokenizer(
      window, delimiter: job.dialect.delimiter, path: job.file.path,
      position: position - window.start, line: line)
    let step = try tokenizer.next(record)
    guard case .row = step else { return step }
    let row = CSVCells(record, tokenizer)
    defer {
      position = window.start + tokenizer.position
      line = tokenizer.line
    }
    if record.count == 1, record[0].start == record[0].end { return step }
    guard record.count == job.width else {
      guard job.options.bad != .error else { throw ragged(tokenizer) }
      skipped.add(record.line)
      return step
    }
    if try readRow(row) {
      rowCount += 1
      for column in columns where roles[column.index] == .undecided {
        plan[column.index] = CellPlan(column)
      }
    }
    return step
  }

  /// False when the row is left out.
  private func readRow(_ row: CSVCells) throws -> Bool {
    guard try readSymbol(row) else { return false }
    var label: ParsedTime?
    if let time, let timeIndex {
      guard let parsed = parsedTime(time, timeIndex, row) else {
        return try reject(row, timeIndex, "is not a date or time like those above it")
      }
      let wall = time.wall(parsed)
      guard wall >= bounds.first, wall <= bounds.last else { return false }
      label = parsed
    }
    for column in columns where !row.write(column.index, into: column, at: rowCount) {
      if try !acceptBad(row, column) { return false }
    }
    if let label { time?.write(rowCount, label) }
    return true
  }

  private func acceptBad(_ row: CSVCells, _ column: CellBuffer) throws -> Bool {
    guard job.options.bad == .nan else {
      return try reject(row, column.index, "is not a number")
    }
    blanked.add(row.line)
    return true
  }

  /// Throws, or counts the row as skipped and returns false.
  private func reject(_ row: CSVCells, _ index: Int, _ reason: String) throws -> Bool {
    guard job.options.bad != .error else { throw badCell(row, index, reason) }
    skipped.add(row.line)
    return false
  }

  private func readSymbol(_ row: CSVCells) throws -> Bool {
    guard let symbols else { return true }
    guard !row.isEmpty(symbols.index) else {
      return try reject(row, symbols.index, "names no symbol")
    }
    _ = row.write(symbols.index, into: symbols, at: rowCount)
    return isWanted(symbols)
  }

  /// Whether `symbols=` asks for the symbol of the row at hand.
  func isWanted(_ symbols: CellBuffer) -> Bool {
    guard let names = job.options.symbols else { return true }
    let code = Int(symbols.code(rowCount))
    while wanted.count <= code { wanted.append(names.contains(symbols.labels[wanted.count])) }
    return wanted[code]
  }

  private func parsedTime(_ time: TimeCells, _ index: Int, _ row: CSVCells) -> ParsedTime? {
    let cell = row.bytes(index)
    guard let clockIndex else { return cell.baseAddress.flatMap { time.parse($0, 0, cell.count) } }
    clockText.removeAll(keepingCapacity: true)
    clockText.append(contentsOf: cell)
    clockText.append(32)
    clockText.append(contentsOf: row.bytes(clockIndex))
    return clockText.withUnsafeBufferPointer { bytes in
      bytes.baseAddress.flatMap { time.parse($0, 0, bytes.count) }
    }
  }
}

extension CSVChunkReader {
  private func ragged(_ tokenizer: CSVTokenizer) -> Failure {
    let isLast = window.start + tokenizer.position >= job.file.count
    let width = job.width
    return Failure(
      "line \(record.line) of '\(job.file.path)' holds \(record.count) values where \(width) are "
        + "expected",
      culprit: .file(
        path: job.file.path, line: record.line, column: min(record.count, width) + 1),
      hint: isLast
        ? "it is the last line: the file may be cut off; bad=skip leaves such rows out"
        : "bad=skip leaves such rows out")
  }

  private func badCell(_ row: CSVCells, _ index: Int, _ reason: String) -> Failure {
    let text = TextTable.clean(String(row.text(index).prefix(40)))
    let name = job.schema.columns[index].original
    return Failure(
      "'\(text)' in column '\(name)', line \(row.line), \(reason)",
      culprit: .file(path: job.file.path, line: row.line, column: index + 1),
      hint: "bad=skip leaves such rows out, bad=nan reads the cell as missing")
  }
}
