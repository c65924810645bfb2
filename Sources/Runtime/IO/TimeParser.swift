/// A time as written: the wall clock, and the distance to UTC where the text gives one.
struct ParsedTime {
  /// Nanoseconds of a fictitious UTC clock.
  var wall: Int64
  /// Nanoseconds east of UTC; nil where the text names no zone.
  var offset: Int64?
}

/// Reads the times of one column.
struct TimeParser {
  let layout: TimeLayout
  /// The last date's ten bytes and its day: neighbours mostly share their date.
  private var dateKey: (UInt64, UInt16) = (0, 0)
  private var dateDays: Int?

  init(_ layout: TimeLayout) { self.layout = layout }

  /// The time in `start..<end`, or nil when the bytes do not follow the layout.
  mutating func parse(_ base: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> ParsedTime? {
    var cursor = ByteCursor(base, start, end)
    let days: Int?
    switch layout {
    case .yearFirst: days = yearFirst(&cursor)
    case .compact: days = Self.compact(&cursor)
    case .dayFirst: days = Self.dayAndMonth(&cursor, dayFirst: true)
    case .monthFirst: days = Self.dayAndMonth(&cursor, dayFirst: false)
    case .monthName: days = Self.monthName(&cursor)
    case .epoch(let unit): return Self.epoch(&cursor, unit: unit)
    case .pattern(let pattern): return TimePattern.parse(&cursor, pattern)
    }
    guard let days, (-106_000...106_000).contains(days) else { return nil }
    let midnight = Int64(days) * Nanoseconds.day
    if cursor.isAtEnd { return ParsedTime(wall: midnight, offset: nil) }
    return Self.clock(&cursor, after: midnight)
  }

  @inline(__always)
  private mutating func yearFirst(_ cursor: inout ByteCursor) -> Int? {
    guard cursor.end - cursor.index >= 10 else { return Self.looseYearFirst(&cursor) }
    // Unsafe: ten bytes are compared at once; the guard above says that they are there.
    let place = UnsafeRawPointer(cursor.base + cursor.index)
    let key = (
      place.loadUnaligned(as: UInt64.self), place.loadUnaligned(fromByteOffset: 8, as: UInt16.self)
    )
    if key == dateKey, let dateDays {
      cursor.index += 10
      return dateDays
    }
    let start = cursor.index
    guard let days = Self.looseYearFirst(&cursor) else { return nil }
    if cursor.index == start + 10 {
      dateKey = key
      dateDays = days
    }
    return days
  }

  private static func looseYearFirst(_ cursor: inout ByteCursor) -> Int? {
    guard cursor.digitCount == 4, let year = cursor.number(4, 4) else { return nil }
    let separator = cursor.byte
    guard [45, 47, 46].contains(separator) else { return nil }
    cursor.index += 1
    guard let month = cursor.number(1, 2), cursor.take(separator), let day = cursor.number(1, 2)
    else { return nil }
    return CivilDate(year: year, month: month, day: day)?.daysSinceEpoch
  }

  private static func compact(_ cursor: inout ByteCursor) -> Int? {
    guard [8, 12, 14].contains(cursor.digitCount), let year = cursor.number(4, 4),
      (1800...2200).contains(year), let month = cursor.number(2, 2), let day = cursor.number(2, 2)
    else { return nil }
    return CivilDate(year: year, month: month, day: day)?.daysSinceEpoch
  }

  private static func dayAndMonth(_ cursor: inout ByteCursor, dayFirst: Bool) -> Int? {
    guard let first = cursor.number(1, 2) else { return nil }
    let separator = cursor.byte
    guard [45, 47, 46].contains(separator) else { return nil }
    cursor.index += 1
    guard let second = cursor.number(1, 2), cursor.take(separator), let year = year(&cursor)
    else { return nil }
    let (day, month) = dayFirst ? (first, second) : (second, first)
    return CivilDate(year: year, month: month, day: day)?.daysSinceEpoch
  }

  private static func monthName(_ cursor: inout ByteCursor) -> Int? {
    func skip(_ cursor: inout ByteCursor) {
      while [32, 44, 45, 47, 46].contains(cursor.byte) { cursor.index += 1 }
    }
    var day = cursor.number(1, 2)
    skip(&cursor)
    guard let month = cursor.monthName() else { return nil }
    skip(&cursor)
    if day == nil {
      day = cursor.number(1, 2)
      skip(&cursor)
    }
    guard let day, let year = year(&cursor) else { return nil }
    return CivilDate(year: year, month: month, day: day)?.daysSinceEpoch
  }

  /// Four digits, or two: 70...99 are the 1900s.
  static func year(_ cursor: inout ByteCursor) -> Int? {
    switch cursor.digitCount {
    case 4: return cursor.number(4, 4)
    case 2: return cursor.number(2, 2).map { $0 < 70 ? $0 + 2000 : $0 + 1900 }
    default: return nil
    }
  }

  private static func epoch(_ cursor: inout ByteCursor, unit: Int64) -> ParsedTime? {
    let isNegative = cursor.take(45)
    guard (1...19).contains(cursor.digitCount) else { return nil }
    var value: Int64 = 0
    while cursor.isAtDigit {
      let (product, high) = value.multipliedReportingOverflow(by: 10)
      let (sum, over) = product.addingReportingOverflow(Int64(cursor.byte &- 48))
      guard !high, !over else { return nil }
      value = sum
      cursor.index += 1
    }
    let (time, overflow) = value.multipliedReportingOverflow(by: unit)
    guard !overflow, let fraction = ClockParser.fraction(&cursor), cursor.isAtEnd else {
      return nil
    }
    let part = unit == Nanoseconds.second ? fraction : 0
    let total = Nanoseconds.add(time, part)
    return ParsedTime(wall: isNegative ? -total : total, offset: 0)
  }

  private static func clock(_ cursor: inout ByteCursor, after midnight: Int64) -> ParsedTime? {
    let separators: [UInt8] = [32, 84, 116, 44, 58, 45, 95]
    if !cursor.isAtDigit {
      guard separators.contains(cursor.byte) else { return nil }
      cursor.index += 1
      cursor.skipBlanks()
    }
    guard let time = ClockParser.time(&cursor) else { return nil }
    let offset = ClockParser.offset(&cursor)
    guard cursor.isAtEnd else { return nil }
    return ParsedTime(wall: midnight + time, offset: offset)
  }
}
