/// One cell of a row: where its text lies, without the quotes around it.
struct CSVCell {
  var start: Int
  var end: Int
  /// True when the text holds doubled quotes.
  var isEscaped: Bool
}

/// The cells of one row, reused from row to row.
///
/// Unsafe memory, because an array would be checked and reference counted once per cell.
final class CSVRecord {
  private(set) var cells: UnsafeMutablePointer<CSVCell>
  private(set) var count = 0
  private var capacity = 64
  /// 1-based line the row begins on.
  var line = 0

  init() { cells = .allocate(capacity: capacity) }

  deinit { cells.deallocate() }

  func clear() { count = 0 }

  @inline(__always)
  func append(_ cell: CSVCell) {
    if count == capacity { grow() }
    (cells + count).initialize(to: cell)
    count += 1
  }

  subscript(index: Int) -> CSVCell { cells[index] }

  private func grow() {
    let larger = UnsafeMutablePointer<CSVCell>.allocate(capacity: capacity * 2)
    larger.moveInitialize(from: cells, count: count)
    cells.deallocate()
    cells = larger
    capacity *= 2
  }
}
