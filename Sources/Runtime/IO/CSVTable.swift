/// The rows of a file, grown by a chunk at a time in file order.
///
/// A chunk that was read alone counts when it began where the one before ended, under the same
/// roles, and met no failure; else it is read again from the right place. So the rows and the
/// first failure do not depend on how the file was cut.
struct CSVTable: Sendable {
  private let job: CSVJob
  private(set) var time: TimeStore?
  private(set) var symbols: ColumnStore?
  private(set) var columns: [ColumnStore]
  private(set) var rowCount = 0
  private(set) var skipped = BadCellCount()
  private(set) var blanked = BadCellCount()
  private var roles: [CSVSchema.Role]
  /// The file's byte and line after the last row taken.
  private var position: Int
  private var line: Int
  private var capacity = 0
  private let limit: Int

  init(_ job: CSVJob) {
    self.job = job
    time = job.schema.layout.map { _ in TimeStore() }
    symbols = job.schema.columns.first { $0.role == .symbol }.map(ColumnStore.init)
    columns = job.schema.columns.filter { CSVSchema.Role.values.contains($0.role) }
      .map(ColumnStore.init)
    roles = job.roles
    position = job.schema.start.position
    line = job.schema.start.line
    limit = job.options.rows ?? .max
  }

  var isFull: Bool { rowCount >= limit }

  /// Takes the chunk that follows.
  ///
  /// - Throws: as `CSVChunkReader.read`.
  mutating func append(_ chunk: CSVChunkReader) throws {
    // A row may reach over a whole chunk, which then begins none.
    guard position < chunk.bytes.upperBound, !isFull else { return }
    let isFitting = !chunk.isBroken && chunk.first == position && chunk.roles == roles
    var before = chunk.bytes.lowerBound == job.schema.start.position ? 0 : line - 1
    if !isFitting || rowCount + chunk.rowCount >= limit {
      try chunk.read(
        chunk.bytes, from: position, line: line, roles: roles, limit: limit - rowCount)
      before = 0
    }
    take(chunk)
    skipped.add(chunk.skipped, after: before)
    blanked.add(chunk.blanked, after: before)
    line = chunk.line + before
    position = chunk.position
  }

  private mutating func take(_ chunk: CSVChunkReader) {
    let rows = chunk.rowCount
    reserve(rows, upTo: chunk.position)
    if let cells = chunk.time { time?.append(cells, rows: rows) }
    if let buffer = chunk.symbols { symbols?.append(buffer, rows: rows) }
    for (index, buffer) in chunk.columns.enumerated() {
      columns[index].append(buffer, rows: rows)
      roles[buffer.index] = columns[index].role
    }
    rowCount += rows
  }

  /// Room for the rows that the file will have if it goes on as so far; untouched room is free.
  private mutating func reserve(_ rows: Int, upTo place: Int) {
    guard rowCount + rows > capacity else { return }
    let start = job.schema.start.position
    let share = Double(job.file.count - start) / Double(max(1, place - start))
    let expected = Double(rowCount + rows) * min(max(1, share), 1e6) * 1.06
    capacity = max(rowCount + rows, min(Int(clamping: Int64(expected)), limit)) + 16
    time?.reserve(capacity)
    symbols?.reserve(capacity)
    for index in columns.indices { columns[index].reserve(capacity) }
  }
}
