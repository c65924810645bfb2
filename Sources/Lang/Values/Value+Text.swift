import Runtime

extension Value {
  /// One line as the language writes it; numbers with six significant digits.
  ///
  /// - Parameter depth: how deep lists and records are written out.
  public func line(depth: Int = 3) -> String {
    switch self {
    case .number(let number): NumberFormat.general(number)
    case .boolean(let flag): flag ? "true" : "false"
    case .none: "none"
    case .text(let text): "\"\(text)\""
    case .date(let date): date.text
    case .duration(let duration): duration.text
    case .range(let range):
      "\(range.lower?.line(depth: depth) ?? "")..\(range.upper?.line(depth: depth) ?? "")"
    case .list(let items): Self.line(of: items, depth)
    case .record(let record): Self.line(of: record, depth)
    case .function(let function): "def \(function.head)"
    case .series(let series): "series \(series.name ?? "")"
    case .frame(let frame): "frame \(frame.name)"
    case .object(let object): object.summary
    }
  }

  private static func line(of items: [Value], _ depth: Int) -> String {
    guard depth > 0 else { return "[...]" }
    let shown = items.prefix(20).map { $0.line(depth: depth - 1) }
    let rest = items.count > 20 ? ", ... \(items.count) elements" : ""
    return "[" + shown.joined(separator: ", ") + rest + "]"
  }

  private static func line(of record: RecordValue, _ depth: Int) -> String {
    guard depth > 0 else { return "{...}" }
    let shown = record.fields.map { "\($0.key): \($0.value.line(depth: depth - 1))" }
    return "{" + shown.joined(separator: ", ") + "}"
  }
}

extension DateLiteral {
  /// `2024-06-30`, `2024-06-30T14:31`, with seconds where there are some.
  public var text: String {
    let day = CivilDate(daysSinceEpoch: Nanoseconds.days(nanoseconds))
    let date = "\(Self.padded(day.year, 4))-\(Self.padded(day.month, 2))-\(Self.padded(day.day, 2))"
    if isDay { return date }
    let rest = Int(Nanoseconds.timeOfDay(nanoseconds) / Nanoseconds.second)
    let clock = "\(Self.padded(rest / 3600, 2)):\(Self.padded(rest / 60 % 60, 2))"
    return date + "T" + clock + (rest % 60 == 0 ? "" : ":\(Self.padded(rest % 60, 2))")
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}

extension DurationLiteral {
  /// `1y 2mo 3d 4h 5min`, with the units that are not zero.
  public var text: String {
    if nanoseconds < 0 || months < 0, nanoseconds <= 0, months <= 0 { return "-" + negated.text }
    var parts: [String] = []
    if months / 12 != 0 { parts.append("\(months / 12)y") }
    if months % 12 != 0 { parts.append("\(months % 12)mo") }
    var rest = nanoseconds
    let units: [(Int64, String)] = [
      (Nanoseconds.day, "d"), (Nanoseconds.hour, "h"), (Nanoseconds.minute, "min"),
      (Nanoseconds.second, "s"), (Nanoseconds.millisecond, "ms"),
    ]
    for (length, unit) in units where rest / length != 0 {
      parts.append("\(rest / length)\(unit)")
      rest %= length
    }
    return parts.isEmpty ? "0s" : parts.joined(separator: " ")
  }
}
