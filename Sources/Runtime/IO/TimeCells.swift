import CKernels

/// The times of one chunk of a file: wall clock as written and UTC.
final class TimeCells {
  private var parser: TimeParser
  private let zone: Zone
  private var capacity = 0
  /// Wall times until a row is settled.
  private(set) var utc: UnsafeMutablePointer<Int64>?
  /// Filled only while every time of the chunk is midnight: such rows are days.
  private(set) var walls: UnsafeMutablePointer<Int64>?
  private(set) var isMidnightOnly = true
  /// Distances to UTC of rows not settled yet, where a text gives them; else `unknown`.
  private var offsets: UnsafeMutablePointer<Int64>?
  private var hasOffsets = false
  private static let unknown = Int64.min
  /// The wall times of the last day whose offset does not change, and that offset.
  private var cachedDay: (start: Int64, offset: Int64)?
  private let isYearFirst: Bool
  private let isUTC: Bool
  private var date = fml_first_date()

  init(_ layout: TimeLayout, zone: Zone) {
    parser = TimeParser(layout)
    self.zone = zone
    isYearFirst = layout == .yearFirst
    isUTC = zone === Zone.utc
  }

  deinit { deallocate() }

  private func deallocate() {
    utc?.deallocate()
    walls?.deallocate()
    offsets?.deallocate()
    offsets = nil
  }

  /// Makes room for this many rows and forgets the last chunk.
  func begin(rows: Int) {
    isMidnightOnly = true
    guard rows > capacity || utc == nil else { return }
    deallocate()
    utc = .allocate(capacity: rows)
    walls = .allocate(capacity: rows)
    capacity = rows
  }

  @inline(__always)
  func parse(_ base: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> ParsedTime? {
    parser.parse(base, start, end)
  }

  /// The wall time that `from=` and `to=` are compared with.
  func wall(_ time: ParsedTime) -> Int64 {
    guard let offset = time.offset, Nanoseconds.timeOfDay(time.wall) != 0 else {
      return time.wall
    }
    return zone.local(Nanoseconds.add(time.wall, -offset))
  }

  /// Writes the time at a row below the capacity; the last row may be written again.
  func write(_ row: Int, _ time: ParsedTime) {
    if isMidnightOnly {
      isMidnightOnly = Nanoseconds.timeOfDay(time.wall) == 0
      walls?[row] = time.wall
    }
    if let offset = time.offset {
      utc?[row] = Nanoseconds.add(time.wall, -offset)
    } else {
      utc?[row] = isUTC ? time.wall : fromZone(time.wall)
    }
  }

  private func fromZone(_ wall: Int64) -> Int64 {
    if let cachedDay, wall >= cachedDay.start, wall - cachedDay.start < Nanoseconds.day {
      return Nanoseconds.add(wall, -cachedDay.offset)
    }
    let midnight = Nanoseconds.add(wall, -Nanoseconds.timeOfDay(wall))
    let before = zone.offset(at: Nanoseconds.add(midnight, -Nanoseconds.day))
    let after = zone.offset(at: Nanoseconds.add(midnight, 2 * Nanoseconds.day))
    if before == after { cachedDay = (midnight, before) }
    return zone.utc(fromLocal: wall)
  }
}

/// Reading the times of plain rows: all first, then those of the rows that are kept are settled.
extension TimeCells {
  /// Reads the cells of the first rows to `first` on; returns the first row that is not plain.
  func read(_ plain: PlainRows, column: Int, rows: Int, at first: Int) -> Int {
    hasOffsets = false
    guard let utc else { return 0 }
    var row = 0
    while true {
      if isYearFirst {
        row = plain.times(column, from: row, rows: rows, &date, into: utc + first)
      }
      guard row < rows else { return rows }
      let cell = plain.cell(row, column)
      guard let base = cell.baseAddress, PlainRows.isPlain(cell),
        let time = parser.parse(base, 0, cell.count)
      else { return row }
      utc[first + row] = time.wall
      if let offset = time.offset { setOffset(offset, of: row, rows: rows, at: first) }
      row += 1
    }
  }

  private func setOffset(_ offset: Int64, of row: Int, rows: Int, at first: Int) {
    let offsets = self.offsets ?? .allocate(capacity: capacity)
    self.offsets = offsets
    if !hasOffsets { (offsets + first).update(repeating: Self.unknown, count: rows) }
    hasOffsets = true
    offsets[first + row] = offset
  }

  /// The time of a row that is not settled.
  private func read(_ row: Int) -> ParsedTime {
    let offset = hasOffsets ? offsets?[row] ?? Self.unknown : Self.unknown
    return ParsedTime(wall: utc?[row] ?? 0, offset: offset == Self.unknown ? nil : offset)
  }

  /// The wall time of a row that is not settled, as `from=` and `to=` see it.
  func wall(at row: Int) -> Int64 { wall(read(row)) }

  /// Copies a row that is not settled to an earlier one.
  func move(_ row: Int, to place: Int) {
    if let utc { utc[place] = utc[row] }
    if hasOffsets, let offsets { offsets[place] = offsets[row] }
  }

  /// Writes what was read for the rows from `first` on.
  func settle(_ rows: Int, at first: Int) {
    if !hasOffsets, !isMidnightOnly {
      guard !isUTC, let utc else { return }
      for row in first..<first + rows { utc[row] = fromZone(utc[row]) }
    } else {
      for row in first..<first + rows { write(row, read(row)) }
    }
  }
}

/// The times of a file, grown by a chunk at a time.
struct TimeStore {
  private(set) var utc: [Int64] = []
  /// Empty when some time is not midnight.
  private(set) var walls: [Int64] = []
  private(set) var isMidnightOnly = true

  mutating func reserve(_ rows: Int) {
    utc.reserveLarge(rows)
    if isMidnightOnly, !walls.isEmpty { walls.reserveLarge(rows) }
  }

  mutating func append(_ cells: TimeCells, rows: Int) {
    guard rows > 0 else { return }
    utc.append(contentsOf: UnsafeBufferPointer(start: cells.utc, count: rows))
    if isMidnightOnly, cells.isMidnightOnly {
      walls.append(contentsOf: UnsafeBufferPointer(start: cells.walls, count: rows))
    } else {
      isMidnightOnly = false
      walls = []
    }
  }
}
