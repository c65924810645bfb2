/// The cells of one column in one chunk of a file, used again from chunk to chunk.
///
/// Unsafe memory, because an array would be checked and reference counted once per cell.
final class CellBuffer {
  let index: Int
  private(set) var role: CSVSchema.Role
  private let decimal: DecimalParser
  private(set) var numbers: UnsafeMutablePointer<Double>?
  private(set) var codes: UnsafeMutablePointer<Int32>?
  private var capacity = 0
  /// Kept over all chunks, so that a text is made once.
  private var table = LabelTable()
  /// The file's code of each code of `table`; -1 where none was given yet.
  private var fileCodes: [Int32] = []

  init(index: Int, role: CSVSchema.Role, decimal: DecimalParser) {
    self.index = index
    self.role = role
    self.decimal = decimal
  }

  deinit {
    numbers?.deallocate()
    codes?.deallocate()
  }

  var decimalMark: UInt8 { decimal.mark }

  var holdsCodes: Bool { role == .category || role == .symbol }

  /// Makes room for this many rows and forgets the last chunk.
  func begin(role: CSVSchema.Role, rows: Int) {
    self.role = role
    if rows > capacity {
      numbers?.deallocate()
      codes?.deallocate()
      numbers = nil
      codes = nil
      capacity = rows
    }
    allocate()
  }

  private func allocate() {
    if holdsCodes {
      codes = codes ?? .allocate(capacity: capacity)
    } else {
      numbers = numbers ?? .allocate(capacity: capacity)
    }
  }

  /// Writes the cell at a row below the capacity; the last row may be written again.
  ///
  /// Returns false when the cell is bad; the value is then missing.
  func write(_ row: Int, _ base: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> Bool {
    // A symbol may be called NA; only an empty one is missing.
    let isMissing = role == .symbol ? start == end : MissingMarker.matches(base, start, end)
    if isMissing {
      writeMissing(row)
      return true
    }
    switch role {
    case .category, .symbol:
      codes?[row] = table.code(UnsafeBufferPointer(start: base + start, count: end - start))
      return true
    case .undecided:
      decide(decimal.parse(base, start, end) == nil ? .category : .number, rows: row)
      return write(row, base, start, end)
    case .boolean: return set(row, Self.boolean(base, start, end))
    default: return set(row, decimal.parse(base, start, end))
    }
  }

  /// The same for a text that had doubled quotes.
  func write(_ row: Int, text: String) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      bytes.baseAddress.map { write(row, $0, 0, bytes.count) } ?? true
    }
  }

  func writeMissing(_ row: Int) {
    if holdsCodes { codes?[row] = -1 } else { numbers?[row] = .nan }
  }

  private func set(_ row: Int, _ value: Double?) -> Bool {
    numbers?[row] = value ?? .nan
    return value != nil
  }

  private static func boolean(
    _ base: UnsafePointer<UInt8>, _ start: Int, _ end: Int
  ) -> Double? {
    let bytes = UnsafeBufferPointer(start: base + start, count: end - start)
    switch String(decoding: bytes, as: UTF8.self).lowercased() {
    case "true", "1": return 1
    case "false", "0": return 0
    default: return nil
    }
  }

  private func decide(_ role: CSVSchema.Role, rows: Int) {
    self.role = role
    guard role == .category else { return }
    allocate()
    codes?.update(repeating: -1, count: rows)
  }

  func code(_ row: Int) -> Int32 { codes?[row] ?? -1 }

  var labels: [String] { table.labels }

  /// Replaces the buffer's codes of its first rows by the file's.
  func recode(rows: Int, into fileTable: inout LabelTable) {
    guard let codes else { return }
    while fileCodes.count < table.labels.count { fileCodes.append(-1) }
    for row in 0..<rows where codes[row] >= 0 {
      let code = Int(codes[row])
      if fileCodes[code] < 0 { fileCodes[code] = fileTable.code(of: table.labels[code]) }
      codes[row] = fileCodes[code]
    }
  }
}
