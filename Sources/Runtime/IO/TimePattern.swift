/// Reads times by a pattern of `strptime` letters:
/// `%Y %y %m %d %j %H %I %M %S %f %p %b %B %z %s %%`.
enum TimePattern {
  static func parse(_ cursor: inout ByteCursor, _ pattern: [UInt8]) -> ParsedTime? {
    var parts = Parts()
    var index = 0
    while index < pattern.count {
      let byte = pattern[index]
      index += 1
      if byte == 37, index < pattern.count {
        guard parts.read(pattern[index], from: &cursor) else { return nil }
        index += 1
      } else if byte == 32 {
        cursor.skipBlanks()
      } else if !cursor.take(byte) {
        return nil
      }
    }
    return cursor.isAtEnd ? parts.time : nil
  }

  private struct Parts {
    var year = 1970
    var month = 1
    var day = 1
    var hour = 0
    var minute = 0
    var second = 0
    var fraction: Int64 = 0
    var afternoon: Bool?
    var dayOfYear: Int?
    var offset: Int64?
    var epoch: Int64?

    mutating func read(_ letter: UInt8, from cursor: inout ByteCursor) -> Bool {
      switch letter {
      case UInt8(ascii: "b"), UInt8(ascii: "B"): return set(\.month, cursor.monthName())
      case UInt8(ascii: "p"): return readHalf(&cursor)
      case UInt8(ascii: "f"): return readFraction(&cursor)
      case UInt8(ascii: "z"):
        offset = ClockParser.offset(&cursor)
        return offset != nil
      case UInt8(ascii: "%"): return cursor.take(37)
      default: return readNumber(letter, from: &cursor)
      }
    }

    private mutating func readNumber(_ letter: UInt8, from cursor: inout ByteCursor) -> Bool {
      switch letter {
      case UInt8(ascii: "Y"): return set(\.year, cursor.number(4, 4))
      case UInt8(ascii: "y"):
        return set(\.year, cursor.number(2, 2).map { $0 < 70 ? $0 + 2000 : $0 + 1900 })
      case UInt8(ascii: "m"): return set(\.month, cursor.number(1, 2))
      case UInt8(ascii: "d"): return set(\.day, cursor.number(1, 2))
      case UInt8(ascii: "H"), UInt8(ascii: "I"): return set(\.hour, cursor.number(1, 2))
      case UInt8(ascii: "M"): return set(\.minute, cursor.number(1, 2))
      case UInt8(ascii: "S"): return set(\.second, cursor.number(1, 2))
      case UInt8(ascii: "j"):
        dayOfYear = cursor.number(1, 3)
        return dayOfYear != nil
      case UInt8(ascii: "s"):
        epoch = cursor.number(1, 11).map(Int64.init)
        return epoch != nil && epoch ?? 0 < 9_000_000_000
      default: return false
      }
    }

    private mutating func set(_ part: WritableKeyPath<Parts, Int>, _ value: Int?) -> Bool {
      guard let value else { return false }
      self[keyPath: part] = value
      return true
    }

    private mutating func readHalf(_ cursor: inout ByteCursor) -> Bool {
      let word = cursor.word()
      afternoon = word == "pm"
      return word == "am" || word == "pm"
    }

    private mutating func readFraction(_ cursor: inout ByteCursor) -> Bool {
      let digits = cursor.digitCount
      guard (1...9).contains(digits), let value = cursor.number(digits, digits) else {
        return false
      }
      fraction = (digits..<9).reduce(Int64(value)) { result, _ in result * 10 }
      return true
    }

    var time: ParsedTime? {
      if let epoch { return ParsedTime(wall: epoch * Nanoseconds.second, offset: 0) }
      guard (1700...2260).contains(year), let hour = fullHour, hour < 24, minute < 60,
        second <= 60, let days
      else { return nil }
      let seconds = Int64(hour * 3600 + minute * 60 + second)
      let wall = Int64(days) * Nanoseconds.day + seconds * Nanoseconds.second + fraction
      return ParsedTime(wall: wall, offset: offset)
    }

    private var days: Int? {
      guard let dayOfYear else {
        return CivilDate(year: year, month: month, day: day)?.daysSinceEpoch
      }
      guard (1...366).contains(dayOfYear) else { return nil }
      return CivilDate.daysSinceEpoch(year: year, month: 1, day: 1) + dayOfYear - 1
    }

    private var fullHour: Int? {
      guard let afternoon else { return hour }
      return (1...12).contains(hour) ? hour % 12 + (afternoon ? 12 : 0) : nil
    }
  }
}
