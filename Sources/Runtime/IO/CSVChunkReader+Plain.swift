/// The short way through rows of plain cells.
///
/// Unsafe: looks at up to 16 bytes beyond a cell; `SourceFile.slack` bytes after every window can be
/// read and are zero at the file's end, which no plain cell contains.
extension CSVChunkReader {
  /// Reads rows from `start` on while all their cells are plain and they begin before `end`.
  ///
  /// Returns where the first row begins that was not read. What a row wrote before a cell stopped
  /// it is written again by whoever reads the row.
  func readPlainRows(
    _ start: UnsafePointer<UInt8>, until end: UnsafePointer<UInt8>
  ) -> UnsafePointer<UInt8> {
    let (width, delimiter, plan) = (job.width, job.dialect.delimiter, plan)
    let scanner = NumberScanner(mark: job.dialect.plainDecimal, powers)
    var at = start
    while at < end, rowCount < limit {
      // A blank line is no row.
      if at[0] == 10 || at[0] == 13 { return at }
      var cell = at
      var label = ParsedTime(wall: 0, offset: nil)
      var isWanted = true
      for index in 0..<width {
        var next: UnsafePointer<UInt8>?
        let kind = plan[index].kind
        if kind == .number, let numbers = plan[index].numbers {
          next = scanner.scan(cell, delimiter, into: numbers + rowCount)
        } else if kind == .time {
          next = scanTime(cell, delimiter, &label, &isWanted)
        } else if kind == .text, let buffer = plan[index].buffer {
          next = scanText(cell, delimiter, buffer, &isWanted)
        } else {
          next = scanOther(cell, delimiter, plan[index])
        }
        guard let next, next[0] == delimiter ? index + 1 < width : index + 1 == width else {
          return at
        }
        cell = next + 1
      }
      guard let after = Self.lineEnd(cell - 1) else { return at }
      at = after
      line += 1
      guard isWanted else { continue }
      timeReference?._withUnsafeGuaranteedRef { $0.write(rowCount, label) }
      rowCount += 1
    }
    return at
  }

  /// The start of the next row, when a line end is here.
  @inline(__always)
  private static func lineEnd(_ place: UnsafePointer<UInt8>) -> UnsafePointer<UInt8>? {
    if place[0] == 10 { return place + 1 }
    return place[0] == 13 && place[1] == 10 ? place + 2 : nil
  }

  /// The end of a cell without quotes, blanks at its ends and zero bytes; nil for any other.
  @inline(__always)
  private func textEnd(
    _ cell: UnsafePointer<UInt8>, _ delimiter: UInt8
  ) -> UnsafePointer<UInt8>? {
    var at = cell
    while at[0] != delimiter, at[0] > 13 || at[0] == 9 { at += 1 }
    guard at[0] == delimiter || at[0] == 10 || at[0] == 13 else { return nil }
    guard at > cell else { return at }
    let isTrimmed = cell[0] > 32 && cell[0] != 34 && at[-1] > 32
    return isTrimmed ? at : nil
  }

  @inline(__always)
  private func scanText(
    _ cell: UnsafePointer<UInt8>, _ delimiter: UInt8, _ buffer: Unmanaged<CellBuffer>,
    _ isWanted: inout Bool
  ) -> UnsafePointer<UInt8>? {
    guard let end = textEnd(cell, delimiter) else { return nil }
    return buffer._withUnsafeGuaranteedRef { buffer in
      let isSymbol = buffer.role == .symbol
      if isSymbol, end == cell { return nil }
      guard buffer.write(rowCount, cell, 0, end - cell) else { return nil }
      if isSymbol, !self.isWanted(buffer) { isWanted = false }
      return end
    }
  }

  @inline(__always)
  private func scanTime(
    _ cell: UnsafePointer<UInt8>, _ delimiter: UInt8, _ label: inout ParsedTime,
    _ isWanted: inout Bool
  ) -> UnsafePointer<UInt8>? {
    guard let time = timeReference else { return nil }
    if !isBounded, let (wall, end) = time._withUnsafeGuaranteedRef({ $0.scan(cell, delimiter) }) {
      label = ParsedTime(wall: wall, offset: nil)
      return end
    }
    return readTime(cell, delimiter, &label, &isWanted)
  }

  @inline(never)
  private func readTime(
    _ cell: UnsafePointer<UInt8>, _ delimiter: UInt8, _ label: inout ParsedTime,
    _ isWanted: inout Bool
  ) -> UnsafePointer<UInt8>? {
    guard let time, let end = textEnd(cell, delimiter),
      let parsed = time.parse(cell, 0, end - cell)
    else { return nil }
    label = parsed
    time.keepDate(cell, end, parsed)
    if isBounded {
      let wall = time.wall(parsed)
      if wall < bounds.first || wall > bounds.last { isWanted = false }
    }
    return end
  }

  @inline(never)
  private func scanOther(
    _ cell: UnsafePointer<UInt8>, _ delimiter: UInt8, _ plan: CellPlan
  ) -> UnsafePointer<UInt8>? {
    guard let end = textEnd(cell, delimiter) else { return nil }
    if plan.kind == .unused { return end }
    guard plan.kind == .undecided, end == cell, let buffer = plan.buffer else { return nil }
    buffer._withUnsafeGuaranteedRef { $0.writeMissing(rowCount) }
    return end
  }
}
