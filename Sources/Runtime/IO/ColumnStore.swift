/// One column of a file, grown by a chunk at a time.
struct ColumnStore {
  let column: CSVSchema.Column
  /// Undecided until a cell is not missing.
  private(set) var role: CSVSchema.Role
  private var numbers: [Double] = []
  private(set) var codes: [Int32] = []
  private var table = LabelTable()

  init(_ column: CSVSchema.Column) {
    self.column = column
    role = column.role
  }

  var labels: [String] { table.labels }
  var count: Int { numbers.count + codes.count }

  mutating func reserve(_ rows: Int) {
    if role == .category || role == .symbol {
      codes.reserveLarge(rows)
    } else {
      numbers.reserveLarge(rows)
    }
  }

  /// Takes the first rows of a buffer that was read under this column's role.
  mutating func append(_ buffer: CellBuffer, rows: Int) {
    if role != buffer.role { decide(buffer.role) }
    if buffer.holdsCodes {
      buffer.recode(rows: rows, into: &table)
      codes.append(contentsOf: UnsafeBufferPointer(start: buffer.codes, count: rows))
    } else {
      numbers.append(contentsOf: UnsafeBufferPointer(start: buffer.numbers, count: rows))
    }
  }

  private mutating func decide(_ role: CSVSchema.Role) {
    self.role = role
    guard role == .category else { return }
    codes = [Int32](repeating: -1, count: numbers.count)
    numbers = []
  }

  /// The rows in the order given, labels sorted.
  func finish(order: [Int]?) -> Column {
    if role == .category || role == .symbol { return category(order) }
    guard let order else { return .numbers(numbers) }
    return .numbers(order.map { numbers[$0] })
  }

  private func category(_ order: [Int]?) -> Column {
    let sorted = labels.indices.sorted { labels[$0] < labels[$1] }
    var ranks = [Int32](repeating: 0, count: labels.count)
    for (rank, index) in sorted.enumerated() { ranks[index] = Int32(truncatingIfNeeded: rank) }
    let recoded = codes.indices.map { row -> Int32 in
      let code = codes[order?[row] ?? row]
      return code < 0 ? -1 : ranks[Int(code)]
    }
    return .category(codes: recoded, labels: sorted.map { labels[$0] })
  }
}
