extension Lexer {
  /// `2024-06-30` or `2024-06-30T14:31[:05[.250]]`; false when the text has another shape.
  mutating func scanDate() -> Bool {
    let start = position
    guard let year = fixedDigits(4, at: start), hasDash(at: start + 4),
      let month = fixedDigits(2, at: start + 5), hasDash(at: start + 7),
      let day = fixedDigits(2, at: start + 8), !digit(at: start + 10)
    else { return false }
    position = start + 10
    let clock = scanClock()
    let clockEnd = position
    skipWord(withClock: clock == nil)
    let written = text(start..<position)
    guard position == clockEnd, let clock,
      let days = Self.daysSince1970(year: year, month: month, day: day)
    else {
      reportInvalid(from: start, to: position, .noSuchDate(written))
      return true
    }
    guard let nanoseconds = Self.nanoseconds(days: days, clock: clock.nanoseconds) else {
      reportInvalid(from: start, to: position, .dateOutOfRange(written))
      return true
    }
    append(.date(DateLiteral(nanoseconds: nanoseconds, isDay: clock.isDay)), from: start)
    return true
  }

  /// What touches a date belongs to it, so that a wrong clock time is one error.
  private mutating func skipWord(withClock: Bool) {
    while true {
      if let length = wordCharacter(at: position) {
        position += length
      } else if withClock, hasColon(at: position), digit(at: position + 1) {
        position += 1
      } else {
        return
      }
    }
  }

  /// `09:30-16:00`, a trading session: kept as text for options such as `session=`.
  mutating func scanClockPair() -> Bool {
    let start = position
    guard isClock(at: start), hasDash(at: start + 5), isClock(at: start + 6),
      wordCharacter(at: start + 11) == nil
    else { return false }
    position = start + 11
    append(.text([.literal(text(start..<position))]), from: start)
    return true
  }

  private func isClock(at offset: Int) -> Bool {
    guard let hour = fixedDigits(2, at: offset), hour <= 24, hasColon(at: offset + 2),
      let minute = fixedDigits(2, at: offset + 3)
    else { return false }
    return minute < 60
  }

  /// The clock time behind a date; nil when what follows `T` is none.
  private mutating func scanClock() -> (nanoseconds: Int64, isDay: Bool)? {
    guard byte(at: position) == UInt8(ascii: "T") else { return (0, true) }
    guard let hour = fixedDigits(2, at: position + 1), hour < 24, hasColon(at: position + 3),
      let minute = fixedDigits(2, at: position + 4), minute < 60
    else { return nil }
    position += 6
    var seconds = hour * 3_600 + minute * 60
    var fraction = 0
    if hasColon(at: position), let second = fixedDigits(2, at: position + 1) {
      guard second < 60 else { return nil }
      seconds += second
      position += 3
      fraction = scanSecondFraction()
    }
    return (Int64(seconds) * 1_000_000_000 + Int64(fraction), false)
  }

  /// Nanoseconds of `.250`; digits beyond the ninth are dropped.
  private mutating func scanSecondFraction() -> Int {
    guard byte(at: position) == UInt8(ascii: "."), digit(at: position + 1) else { return 0 }
    position += 1
    var value = 0
    var scale = 100_000_000
    while let byte = byte(at: position), byte.isDigit {
      value += Int(byte - UInt8(ascii: "0")) * scale
      scale /= 10
      position += 1
    }
    return value
  }

  private func fixedDigits(_ count: Int, at offset: Int) -> Int? {
    var value = 0
    for place in offset..<offset + count {
      guard let byte = byte(at: place), byte.isDigit else { return nil }
      value = value * 10 + Int(byte - UInt8(ascii: "0"))
    }
    return value
  }

  private func hasDash(at offset: Int) -> Bool { byte(at: offset) == UInt8(ascii: "-") }
  private func hasColon(at offset: Int) -> Bool { byte(at: offset) == UInt8(ascii: ":") }

  /// Days of the proleptic Gregorian calendar, nil when there is no such day.
  private static func daysSince1970(year: Int, month: Int, day: Int) -> Int? {
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    guard (1...12).contains(month), (1...lengths[month - 1]).contains(day) else { return nil }
    let shifted = month > 2 ? year : year - 1
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  private static func nanoseconds(days: Int, clock: Int64) -> Int64? {
    let (whole, overflow) = Int64(days).multipliedReportingOverflow(by: 86_400_000_000_000)
    let (total, overflowOfSum) = whole.addingReportingOverflow(clock)
    return overflow || overflowOfSum ? nil : total
  }
}
