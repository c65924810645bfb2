/// The rule for times after a TZif file's last change, such as `EST5EDT,M3.2.0,M11.1.0`.
///
/// - Source: POSIX.1-2017, 8.3; the month form `Mm.w.d`, the only one in use in today's files, and
///   the plain day forms `Jn` and `n`.
struct ZoneRule: Sendable {
  private enum Day {
    case month(Int, week: Int, weekday: Int)
    case julian(Int)
    case ordinal(Int)
  }

  private var standard: Int64
  private var summer: Int64?
  private var start: (day: Day, time: Int64)?
  private var end: (day: Day, time: Int64)?

  /// Nil when the text is not a rule.
  init?(_ text: String) {
    var cursor = Cursor(text)
    guard cursor.skipName(), let offset = cursor.clock() else { return nil }
    standard = -offset
    guard !cursor.isAtEnd else { return }
    guard cursor.skipName() else { return nil }
    summer = standard + 3600
    if !cursor.isAt(44), let offset = cursor.clock() { summer = -offset }
    guard let first = cursor.change(), let second = cursor.change() else { return nil }
    start = first
    end = second
  }

  /// Seconds east of UTC at a time in seconds UTC.
  func offset(at second: Int64) -> Int64 {
    guard let summer, let start, let end else { return standard }
    let days = Nanoseconds.floorDivide(second + standard, by: 86_400)
    let year = CivilDate(daysSinceEpoch: Int(days)).year
    let begins = Self.second(of: start.day, in: year) + start.time - standard
    let ends = Self.second(of: end.day, in: year) + end.time - summer
    let isSummer =
      begins < ends
      ? second >= begins && second < ends : !(second >= ends && second < begins)
    return isSummer ? summer : standard
  }

  private static func second(of day: Day, in year: Int) -> Int64 {
    let newYear = CivilDate.daysSinceEpoch(year: year, month: 1, day: 1)
    switch day {
    case .ordinal(let number): return Int64(newYear + number) * 86_400
    case .julian(let number):
      let leap = CivilDate.days(inMonth: 2, of: year) == 29 && number >= 60
      return Int64(newYear + number - (leap ? 0 : 1)) * 86_400
    case .month(let month, let week, let weekday):
      let first = CivilDate.daysSinceEpoch(year: year, month: month, day: 1)
      let sundayBased = (CivilDate.weekday(daysSinceEpoch: first) + 1) % 7
      var number = 1 + (weekday - sundayBased + 7) % 7 + (week - 1) * 7
      while number > CivilDate.days(inMonth: month, of: year) { number -= 7 }
      return Int64(first + number - 1) * 86_400
    }
  }

  /// Reads the rule's text left to right.
  private struct Cursor {
    private let bytes: [UInt8]
    private var position = 0

    init(_ text: String) { bytes = Array(text.utf8) }

    var isAtEnd: Bool { position >= bytes.count }
    func isAt(_ byte: UInt8) -> Bool { position < bytes.count && bytes[position] == byte }

    private mutating func take(_ byte: UInt8) -> Bool {
      guard isAt(byte) else { return false }
      position += 1
      return true
    }

    /// `EST` or `<-03>`.
    mutating func skipName() -> Bool {
      let start = position
      if take(60) {
        while !isAtEnd, !isAt(62) { position += 1 }
        return take(62)
      }
      while position < bytes.count, (bytes[position] | 32) >= 97, (bytes[position] | 32) <= 122 {
        position += 1
      }
      return position - start >= 3
    }

    private mutating func number() -> Int? {
      let start = position
      var value = 0
      while position < bytes.count, (48...57).contains(bytes[position]), position - start < 4 {
        value = value * 10 + Int(bytes[position] - 48)
        position += 1
      }
      return position > start ? value : nil
    }

    /// `[+-]hh[:mm[:ss]]` in seconds.
    mutating func clock() -> Int64? {
      let negative = take(45)
      if !negative { _ = take(43) }
      guard let hours = number() else { return nil }
      var seconds = hours * 3600
      for unit in [60, 1] where take(58) {
        guard let value = number() else { return nil }
        seconds += value * unit
      }
      return Int64(negative ? -seconds : seconds)
    }

    /// `,M3.2.0/2`.
    mutating func change() -> (day: Day, time: Int64)? {
      guard take(44), let day = day() else { return nil }
      guard take(47) else { return (day, 7200) }
      return clock().map { (day, $0) }
    }

    private mutating func day() -> Day? {
      if take(74) {
        return number().flatMap { (1...365).contains($0) ? .julian($0) : nil }
      }
      guard take(77) else {
        return number().flatMap { (0...365).contains($0) ? .ordinal($0) : nil }
      }
      guard let month = number(), take(46), let week = number(), take(46),
        let weekday = number(), (1...12).contains(month), (1...5).contains(week), weekday < 7
      else { return nil }
      return .month(month, week: week, weekday: weekday)
    }
  }
}
