/// Reads the rows that begin in one chunk of a file; used again from chunk to chunk.
///
/// Rows of plain cells take the short way of `readPlainRows`, all others are cut into cells first.
/// Owned by one thread at a time.
final class CSVChunkReader: @unchecked Sendable {
  let job: CSVJob
  /// Of the thread that has the reader.
  var window: ByteWindow
  let time: TimeCells?
  let symbols: CellBuffer?
  let columns: [CellBuffer]
  /// Columns that are passed over.
  let unused: [Int]
  let plain: PlainRows
  /// How many rows are looked at together.
  var stretch = longestStretch
  let bounds: (first: Int64, last: Int64)
  /// Whether `from=` or `to=` leave rows out.
  let isBounded: Bool
  /// Whether any option leaves rows out.
  let isFiltering: Bool
  let record = CSVRecord()
  let timeIndex: Int?
  let clockIndex: Int?
  /// Date and time of day of a row, put together.
  var clockText: [UInt8] = []
  /// Whether a symbol code is asked for, by code.
  var wanted: [Bool] = []

  /// The chunk, in bytes of the file.
  private(set) var bytes = 0..<0
  /// Where the first row began.
  private(set) var first = 0
  /// The file's byte after the last row.
  var position = 0
  /// Lines before `position`, counted from the line the chunk was begun with.
  var line = 0
  var rowCount = 0
  /// Rows are read up to this count.
  private(set) var limit = 0
  var skipped = BadCellCount()
  var blanked = BadCellCount()
  /// The roles the chunk was begun with, in file order.
  private(set) var roles: [CSVSchema.Role] = []
  /// Whether reading ended early; the chunk is then read again where its first row is known.
  private(set) var isBroken = false

  init(_ job: CSVJob, window: ByteWindow) {
    self.job = job
    self.window = window
    time = job.schema.layout.map { TimeCells($0, zone: job.zone) }
    timeIndex = job.schema.index(of: .time)
    clockIndex = job.schema.index(of: .clock)
    bounds = job.options.range.wallBounds
    isBounded = !job.options.range.isOpen
    isFiltering = isBounded || job.options.symbols != nil
    unused = job.schema.columns.indices.filter { job.schema.columns[$0].role == .unused }
    plain = PlainRows(width: job.width, delimiter: job.dialect.delimiter)
    let decimal = DecimalParser(mark: job.dialect.decimal)
    let buffers = job.schema.columns.enumerated().map { index, column in
      CellBuffer(index: index, role: column.role, decimal: decimal)
    }
    symbols = buffers.first { $0.role == .symbol }
    columns = buffers.filter { CSVSchema.Role.values.contains($0.role) }
  }

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
    stretch = Self.longestStretch
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
      readPlainRows(until: min(end, window.start + window.count))
      guard position < end, rowCount < limit else { return true }
      switch try readCarefully() {
      case .row: continue
      case .end: return false
      case .incomplete: return true
      }
    }
    return true
  }
}
