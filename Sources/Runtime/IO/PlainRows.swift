import CKernels

/// Rows of plain cells: no quotes, no blanks around a text, as many cells as there are columns.
///
/// Where the cells of many rows lie is found first; then each column is read by itself. What reads
/// a column returns the first row whose cell is not plain, and the rows after it are read again.
///
/// Unsafe: cells are places in a window, of which `SourceFile.slack` more bytes can be read.
final class PlainRows {
  private var cells = fml_cells()
  private let memory: UnsafeMutablePointer<Int32>
  private let width: Int
  private let kernels = fml_table_double().pointee

  init(width: Int, delimiter: UInt8) {
    let room = max(1 << 12, 2 * width + 128)
    self.width = width
    memory = .allocate(capacity: room + 80)
    memory.initialize(repeating: -1, count: room + 80)
    cells.places = memory + 1
    cells.room = Int64(room)
    cells.width = Int32(clamping: width)
    cells.delimiter = delimiter
  }

  deinit { memory.deallocate() }

  /// How many rows were found.
  var count: Int { Int(cells.rows) }

  /// Finds rows that begin before `stop`, at most `most`, in `count` bytes.
  func find(_ text: UnsafePointer<UInt8>, count: Int, stop: Int, most: Int) {
    cells.text = text
    cells.rows = 0
    kernels.find_cells?(&cells, Int64(min(count, 1 << 30)), Int64(stop), Int64(most))
  }

  /// The first byte of a row, also of the one after the last.
  func start(of row: Int) -> Int { Int(cells.places[row * width - 1]) + 1 }

  @inline(__always)
  func cell(_ row: Int, _ column: Int) -> UnsafeBufferPointer<UInt8> {
    let end = cells.places + (row * width + column)
    let tail = column + 1 == width ? Int(cells.tail) : 0
    let start = Int(end[-1]) + 1
    return UnsafeBufferPointer(start: cells.text + start, count: Int(end[0]) - start - tail)
  }

  /// Whether a text is the same with and without blanks around it, and not quoted.
  @inline(__always)
  static func isPlain(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = text.first, let last = text.last else { return true }
    return first != 34 && first != 32 && first != 9 && last != 32 && last != 9
  }

  func numbers(
    _ column: Int, mark: UInt8, rows: Int, into numbers: UnsafeMutablePointer<Double>
  ) -> Int {
    Int(kernels.cell_numbers?(&cells, Int32(column), mark, Int64(rows), numbers) ?? 0)
  }

  /// Dates, with or without a time of day, that begin with a year.
  func times(
    _ column: Int, from first: Int, rows: Int, _ date: inout fml_date,
    into times: UnsafeMutablePointer<Int64>
  ) -> Int {
    Int(kernels.cell_times?(&cells, Int32(column), Int64(first), Int64(rows), &date, times) ?? 0)
  }

  /// Passes over cells.
  func skip(_ column: Int, rows: Int) -> Int {
    Int(kernels.cell_skips?(&cells, Int32(column), Int64(rows)) ?? 0)
  }
}
