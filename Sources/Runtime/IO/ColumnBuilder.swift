/// Collects one column while rows are read; memory grows by doubling.
///
/// Unsafe memory, because an array would be checked and reference counted once per cell.
final class ColumnBuilder {
  let index: Int
  let column: CSVSchema.Column
  private(set) var role: CSVSchema.Role
  private let decimal: DecimalParser
  private var numbers: UnsafeMutablePointer<Double>?
  private var codes: UnsafeMutablePointer<Int32>?
  private var table = LabelTable()
  private var capacity: Int
  private var count = 0

  init(index: Int, column: CSVSchema.Column, decimal: DecimalParser, capacity: Int) {
    self.index = index
    self.column = column
    self.decimal = decimal
    self.capacity = capacity
    role = column.role
    allocate()
  }

  deinit {
    numbers?.deallocate()
    codes?.deallocate()
  }

  /// Writes the cell at a row; rows arrive in order, the last one may be written again.
  ///
  /// Returns false when the cell is bad; the value is then missing.
  @inline(__always)
  func write(_ row: Int, _ base: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> Bool {
    if row >= capacity { grow() }
    count = row + 1
    if role == .number, let numbers {
      if let value = decimal.parse(base, start, end) {
        numbers[row] = value
        return true
      }
      numbers[row] = .nan
      return MissingMarker.matches(base, start, end)
    }
    return writeOther(row, base, start, end)
  }

  private func writeOther(
    _ row: Int, _ base: UnsafePointer<UInt8>, _ start: Int, _ end: Int
  ) -> Bool {
    // A symbol may be called NA; only an empty one is missing.
    let isMissing =
      role == .symbol ? start == end : MissingMarker.matches(base, start, end)
    if isMissing {
      numbers?[row] = .nan
      codes?[row] = -1
      return true
    }
    if role == .undecided {
      decide(decimal.parse(base, start, end) == nil ? .category : .number, rows: row)
      return write(row, base, start, end)
    }
    if role == .boolean {
      let value = Self.boolean(base, start, end)
      numbers?[row] = value ?? .nan
      return value != nil
    }
    codes?[row] = table.code(UnsafeBufferPointer(start: base + start, count: end - start))
    return true
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

  private var holdsCodes: Bool { role == .category || role == .symbol }

  private func allocate() {
    if holdsCodes {
      codes = .allocate(capacity: capacity)
    } else {
      numbers = .allocate(capacity: capacity)
    }
  }

  private func decide(_ role: CSVSchema.Role, rows: Int) {
    self.role = role
    guard role == .category else { return }
    numbers?.deallocate()
    numbers = nil
    allocate()
    codes?.update(repeating: -1, count: rows)
  }

  private func grow() {
    let larger = capacity * 2
    if let old = numbers {
      let new = UnsafeMutablePointer<Double>.allocate(capacity: larger)
      new.moveInitialize(from: old, count: count)
      old.deallocate()
      numbers = new
    }
    if let old = codes {
      let new = UnsafeMutablePointer<Int32>.allocate(capacity: larger)
      new.moveInitialize(from: old, count: count)
      old.deallocate()
      codes = new
    }
    capacity = larger
  }

  var labels: [String] { table.labels }

  func code(_ row: Int) -> Int32 { codes?[row] ?? -1 }

  /// The code of a text that may have doubled quotes.
  func write(_ row: Int, text: String) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      bytes.baseAddress.map { write(row, $0, 0, bytes.count) } ?? true
    }
  }

  /// The first `rows` rows, in the order given; labels sorted, the memory given back.
  func finish(rows: Int, order: [Int]?) -> Column {
    defer {
      numbers?.deallocate()
      codes?.deallocate()
      numbers = nil
      codes = nil
    }
    if let codes { return category(codes, rows: rows, order: order) }
    guard let numbers else { return .numbers([]) }
    return .numbers(
      [Double](unsafeUninitializedCapacity: rows) { buffer, count in
        if let order {
          for row in 0..<rows { buffer[row] = numbers[order[row]] }
        } else if let base = buffer.baseAddress {
          base.update(from: numbers, count: rows)
        }
        count = rows
      })
  }

  private func category(
    _ codes: UnsafeMutablePointer<Int32>, rows: Int, order: [Int]?
  ) -> Column {
    let sorted = labels.indices.sorted { labels[$0] < labels[$1] }
    var ranks = [Int32](repeating: 0, count: labels.count)
    for (rank, index) in sorted.enumerated() { ranks[index] = Int32(truncatingIfNeeded: rank) }
    let recoded = (0..<rows).map { row -> Int32 in
      let code = codes[order?[row] ?? row]
      return code < 0 ? -1 : ranks[Int(code)]
    }
    return .category(codes: recoded, labels: sorted.map { labels[$0] })
  }
}
