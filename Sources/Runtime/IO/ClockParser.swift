/// Times of day and zone offsets.
enum ClockParser {
  /// `14:31`, `14:31:05.25`, `2:31 PM`, `1431`, `143105` as nanoseconds since midnight.
  @inline(__always)
  static func time(_ cursor: inout ByteCursor) -> Int64? {
    let isPlain = cursor.digitCount > 2
    guard let hour = cursor.number(isPlain ? 2 : 1, 2), isPlain || cursor.take(58),
      let minute = cursor.number(2, 2)
    else { return nil }
    var second = 0
    if isPlain ? cursor.isAtDigit : cursor.take(58) {
      guard let value = cursor.number(2, 2) else { return nil }
      second = value
    }
    guard let fraction = fraction(&cursor), let hour = half(&cursor, hour),
      minute < 60, second <= 60, hour < 24 || (hour == 24 && minute == 0 && second == 0)
    else { return nil }
    let seconds = Int64(hour * 3600 + minute * 60 + second)
    return seconds * Nanoseconds.second + fraction
  }

  /// `.250`: nanoseconds; 0 without a point, nil for a point without digits.
  @inline(__always)
  static func fraction(_ cursor: inout ByteCursor) -> Int64? {
    guard cursor.byte == 46 || cursor.byte == 44 else { return 0 }
    cursor.index += 1
    guard cursor.isAtDigit else { return nil }
    var value: Int64 = 0
    var digits = 0
    while cursor.isAtDigit {
      if digits < 9 { value = value * 10 + Int64(cursor.byte &- 48) }
      digits += 1
      cursor.index += 1
    }
    while digits < 9 {
      value *= 10
      digits += 1
    }
    return value
  }

  /// The hour after an optional `AM` or `PM`.
  @inline(__always)
  private static func half(_ cursor: inout ByteCursor, _ hour: Int) -> Int? {
    guard !cursor.isAtEnd else { return hour }
    var probe = cursor
    probe.skipBlanks()
    guard probe.byte | 32 == 97 || probe.byte | 32 == 112 else { return hour }
    let isAfternoon = probe.byte | 32 == 112
    probe.index += 1
    guard probe.byte | 32 == 109, (1...12).contains(hour) else { return nil }
    probe.index += 1
    cursor = probe
    return hour % 12 + (isAfternoon ? 12 : 0)
  }

  /// `Z`, `UTC`, `GMT`, `+02:00`, `-0500`, `+01` in nanoseconds; nil, unmoved, when there is none.
  @inline(__always)
  static func offset(_ cursor: inout ByteCursor) -> Int64? {
    guard !cursor.isAtEnd else { return nil }
    return writtenOffset(&cursor)
  }

  @inline(never)
  private static func writtenOffset(_ cursor: inout ByteCursor) -> Int64? {
    var probe = cursor
    probe.skipBlanks()
    if probe.byte | 32 >= 97 {
      guard ["z", "utc", "gmt"].contains(probe.word()) else { return nil }
      cursor = probe
      return 0
    }
    let isWest = probe.byte == 45
    guard isWest || probe.byte == 43 else { return nil }
    probe.index += 1
    guard let hours = probe.number(2, 2), hours <= 15 else { return nil }
    _ = probe.take(58)
    let minutes = probe.number(2, 2) ?? 0
    guard minutes < 60 else { return nil }
    cursor = probe
    let offset = Int64(hours * 60 + minutes) * Nanoseconds.minute
    return isWest ? -offset : offset
  }
}
