/// The times of one chunk of a file: wall clock as written and UTC.
final class TimeCells {
  private var parser: TimeParser
  private let zone: Zone
  private var capacity = 0
  private(set) var utc: UnsafeMutablePointer<Int64>?
  /// Filled only while every time of the chunk is midnight: such rows are days.
  private(set) var walls: UnsafeMutablePointer<Int64>?
  private(set) var isMidnightOnly = true
  /// The zone's offset of the last day that had only one.
  private var cachedDay = Int.min
  private var cachedOffset: Int64 = 0
  private let isYearFirst: Bool
  private let isUTC: Bool
  /// The first ten bytes of the last time and the midnight they stand for.
  private var dateKey: (UInt64, UInt16) = (0, 0)
  private var midnight: Int64 = 0

  init(_ layout: TimeLayout, zone: Zone) {
    parser = TimeParser(layout)
    self.zone = zone
    isYearFirst = layout == .yearFirst
    isUTC = zone === Zone.utc
  }

  deinit {
    utc?.deallocate()
    walls?.deallocate()
  }

  /// Makes room for this many rows and forgets the last chunk.
  func begin(rows: Int) {
    isMidnightOnly = true
    guard rows > capacity || utc == nil else { return }
    utc?.deallocate()
    walls?.deallocate()
    utc = .allocate(capacity: rows)
    walls = .allocate(capacity: rows)
    capacity = rows
  }

  @inline(__always)
  func parse(_ base: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> ParsedTime? {
    parser.parse(base, start, end)
  }

  /// The time of a cell of the last date, `2024-06-30 14:31:05` or `2024-06-30 14:31`, and the
  /// place after it; nil for any other.
  ///
  /// Unsafe: 20 bytes from the cell on must be readable.
  @inline(__always)
  func scan(
    _ cell: UnsafePointer<UInt8>, _ delimiter: UInt8
  ) -> (wall: Int64, end: UnsafePointer<UInt8>)? {
    let raw = UnsafeRawPointer(cell)
    guard isYearFirst, raw.loadUnaligned(as: UInt64.self) == dateKey.0,
      raw.loadUnaligned(fromByteOffset: 8, as: UInt16.self) == dateKey.1,
      cell[10] == 32 || cell[10] == 84
    else { return nil }
    // Digits become their values, colons 0.
    let clock = raw.loadUnaligned(fromByteOffset: 11, as: UInt64.self) ^ 0x3030_3a30_303a_3030
    let isShort = Self.ends(cell[16], delimiter)
    guard isShort || Self.ends(cell[19], delimiter) else { return nil }
    let parts = isShort ? clock & 0xff_ffff_ffff : clock
    guard (parts &+ 0x7676_7f76_767f_7676) & 0x8080_8080_8080_8080 == 0,
      parts & 0x8080_ff80_80ff_8080 == 0
    else { return nil }
    func number(_ shift: UInt64) -> Int64 {
      Int64(truncatingIfNeeded: (parts &>> shift & 15) &* 10 &+ (parts &>> (shift &+ 8) & 15))
    }
    let (hour, minute, second) = (number(0), number(24), number(48))
    guard hour < 24, minute < 60, second < 60 else { return nil }
    let seconds = (hour &* 60 &+ minute) &* 60 &+ second
    return (midnight &+ seconds &* Nanoseconds.second, cell + (isShort ? 16 : 19))
  }

  @inline(__always)
  private static func ends(_ byte: UInt8, _ delimiter: UInt8) -> Bool {
    byte == delimiter || byte == 10 || byte == 13
  }

  /// Remembers the date of a cell that was read the long way.
  func keepDate(_ cell: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, _ time: ParsedTime) {
    guard isYearFirst, end - cell == 19 || end - cell == 16, time.offset == nil else { return }
    let raw = UnsafeRawPointer(cell)
    dateKey = (
      raw.loadUnaligned(as: UInt64.self), raw.loadUnaligned(fromByteOffset: 8, as: UInt16.self)
    )
    midnight = time.wall - Nanoseconds.timeOfDay(time.wall)
  }

  /// The wall time that `from=` and `to=` are compared with.
  func wall(_ time: ParsedTime) -> Int64 {
    guard let offset = time.offset, Nanoseconds.timeOfDay(time.wall) != 0 else {
      return time.wall
    }
    return zone.local(Nanoseconds.add(time.wall, -offset))
  }

  /// Writes the time at a row below the capacity; the last row may be written again.
  @inline(__always)
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
    let day = Nanoseconds.days(wall)
    if day == cachedDay { return Nanoseconds.add(wall, -cachedOffset) }
    let midnight = Nanoseconds.add(wall, -Nanoseconds.timeOfDay(wall))
    let before = zone.offset(at: Nanoseconds.add(midnight, -Nanoseconds.day))
    let after = zone.offset(at: Nanoseconds.add(midnight, 2 * Nanoseconds.day))
    if before == after {
      cachedDay = day
      cachedOffset = before
    }
    return zone.utc(fromLocal: wall)
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
