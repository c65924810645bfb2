extension SyntaxPrinter {
  /// The shortest text that reads back as the same number.
  static func number(_ value: Double) -> String {
    if value.isNaN { return "nan" }
    let text = "\(value)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  static func text(_ part: TextPart) -> String {
    switch part {
    case .literal(let text): escaped(text)
    case .value(let value, let format): "{\(text(value))\(format.map { ":\($0)" } ?? "")}"
    }
  }

  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "{": result += "{{"
      case "}": result += "}}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// The greatest unit that divides the duration.
  static func text(_ duration: DurationLiteral) -> String {
    if duration.months > 0 {
      return duration.months % 12 == 0 ? "\(duration.months / 12)y" : "\(duration.months)mo"
    }
    for unit in DurationUnit.allCases.reversed() where unit.nanoseconds > 0 {
      let length = Int64(unit.nanoseconds)
      if duration.nanoseconds % length == 0 { return "\(duration.nanoseconds / length)\(unit)" }
    }
    return "\(number(Double(duration.nanoseconds) / DurationUnit.ms.nanoseconds))ms"
  }

  static func text(_ date: DateLiteral) -> String {
    let day: Int64 = 86_400_000_000_000
    let days = (date.nanoseconds - remainder(date.nanoseconds, day)) / day
    let (year, month, dayOfMonth) = civil(days)
    let written = "\(padded(year, 4))-\(padded(month, 2))-\(padded(dayOfMonth, 2))"
    return date.isDay ? written : written + "T" + clock(remainder(date.nanoseconds, day))
  }

  private static func clock(_ nanoseconds: Int64) -> String {
    let seconds = nanoseconds / 1_000_000_000
    let text = "\(padded(seconds / 3_600, 2)):\(padded(seconds / 60 % 60, 2))"
    let fraction = nanoseconds % 1_000_000_000
    if seconds % 60 == 0, fraction == 0 { return text }
    let whole = "\(text):\(padded(seconds % 60, 2))"
    return fraction == 0 ? whole : "\(whole).\(padded(fraction, 9))"
  }

  private static func remainder(_ value: Int64, _ divisor: Int64) -> Int64 {
    let rest = value % divisor
    return rest < 0 ? rest + divisor : rest
  }

  private static func padded(_ value: Int64, _ width: Int) -> String {
    let digits = "\(value)"
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }

  /// Year, month and day of a count of days since 1970.
  private static func civil(_ days: Int64) -> (Int64, Int64, Int64) {
    let shifted = days + 719_468
    let era = (shifted - remainder(shifted, 146_097)) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }
}
