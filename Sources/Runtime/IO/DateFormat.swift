/// Times and durations as text.
public enum DateFormat {
  /// `2024-06-30`, the day in UTC.
  public static func date(_ time: Int64) -> String {
    let day = CivilDate(daysSinceEpoch: Nanoseconds.days(time))
    return "\(padded(day.year, 4))-\(padded(day.month, 2))-\(padded(day.day, 2))"
  }

  /// `2024-06-30 14:31`, with seconds or milliseconds only where there are some.
  public static func dateTime(_ time: Int64, separator: String = " ") -> String {
    date(time) + separator + clock(Nanoseconds.timeOfDay(time))
  }

  /// A label of a frame: a date on a daily axis, else date and wall time in the axis's zone.
  public static func label(_ time: Int64, on axis: Axis) -> String {
    axis.isDaily ? date(time) : dateTime(axis.localTime(time))
  }

  /// `14:31`, `14:31:05`, `14:31:05.250` of a time since midnight.
  public static func clock(_ timeOfDay: Int64) -> String {
    let seconds = Int(timeOfDay / Nanoseconds.second)
    var text = "\(padded(seconds / 3600, 2)):\(padded(seconds / 60 % 60, 2))"
    let fraction = Int(timeOfDay % Nanoseconds.second)
    if seconds % 60 != 0 || fraction != 0 { text += ":\(padded(seconds % 60, 2))" }
    if fraction % 1_000_000 != 0 {
      text += ".\(padded(fraction, 9))"
    } else if fraction != 0 {
      text += ".\(padded(fraction / 1_000_000, 3))"
    }
    return text
  }

  /// A length of time in the language's spelling: `1h`, `5min`, `1d`, `1h 30min`, `250ms`.
  public static func duration(_ length: Int64) -> String {
    if length < 0 { return "-" + duration(length == .min ? .max : -length) }
    let units: [(Int64, String)] = [
      (Nanoseconds.day, "d"), (Nanoseconds.hour, "h"), (Nanoseconds.minute, "min"),
      (Nanoseconds.second, "s"), (Nanoseconds.millisecond, "ms"),
    ]
    var rest = length
    var parts: [String] = []
    for (size, unit) in units where rest >= size && parts.count < 2 {
      parts.append("\(rest / size)\(unit)")
      rest %= size
    }
    return parts.isEmpty ? (length == 0 ? "0s" : "\(length)ns") : parts.joined(separator: " ")
  }

  static func padded(_ value: Int, _ width: Int) -> String {
    let digits = String(value.magnitude)
    let zeros = String(repeating: "0", count: max(0, width - digits.count))
    return (value < 0 ? "-" : "") + zeros + digits
  }
}
