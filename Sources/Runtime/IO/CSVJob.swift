/// What reading a file's rows needs to know; shared by the threads that read its chunks.
struct CSVJob: Sendable {
  let file: SourceFile
  let dialect: CSVDialect
  let schema: CSVSchema
  let options: CSVOptions
  let zone: Zone

  var width: Int { schema.columns.count }
  var roles: [CSVSchema.Role] { schema.columns.map(\.role) }
}

/// How many cells or rows were passed over, and the first of them.
struct BadCellCount {
  private(set) var count = 0
  private(set) var firstLine = 0

  mutating func add(_ line: Int) {
    if count == 0 { firstLine = line }
    count += 1
  }

  /// Adds those of a later piece whose lines are counted from `line` on.
  mutating func add(_ other: BadCellCount, after line: Int) {
    if count == 0, other.count > 0 { firstLine = other.firstLine + line }
    count += other.count
  }
}
