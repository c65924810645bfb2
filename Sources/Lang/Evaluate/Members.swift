import Runtime

/// `px.close`, `d.train`, `{a: 1}.a`; `xs[0]`, `px["AAPL"]`, `close[2024-01-01..]`.
enum Members {
  static func member(_ name: String, of value: Value) throws -> Value {
    switch value {
    case .frame(let frame):
      if let column = frame.series(name) { return .series(column) }
      throw missing("column", name, in: frame.name, frame.frame.names)
    case .record(let record):
      if let field = record[name] { return field }
      throw missing("member", name, in: "the record", record.fields.map(\.key))
    case .object(let object):
      if let member = try object.member(name) { return member }
      throw missing("member", name, in: "this \(object.typeName)", object.memberNames)
    case .date(let date):
      let day = CivilDate(daysSinceEpoch: Nanoseconds.days(date.nanoseconds))
      let parts = ["year": day.year, "month": day.month, "day": day.day]
      if let part = parts[name] { return .number(Double(part)) }
      throw missing("member", name, in: "a date", ["year", "month", "day"])
    default: throw Failure("\(value.described) has no member '\(name)'")
    }
  }

  static func element(_ index: Value, of value: Value, in session: Session) throws -> Value {
    switch (value, index) {
    case (.list(let items), .number(let number)):
      return items[try place(number, count: items.count, of: "the list")]
    case (.list(let items), .range(let range)): return .list(try slice(items, range))
    case (.record(let record), .text(let key)): return try member(key, of: .record(record))
    case (.text(let text), .number(let number)):
      let letters = Array(text)
      return .text(String(letters[try place(number, count: letters.count, of: "the text")]))
    case (.series(let series), _): return try SeriesIndex.element(index, of: series, in: session)
    case (.frame(let frame), _): return try SeriesIndex.element(index, of: frame)
    default: throw Failure("\(value.described) has no element at \(index.described)")
    }
  }

  /// The place an index means; negative counts from the end.
  static func place(_ number: Double, count: Int, of what: String) throws -> Int {
    guard let index = Int(exactly: number) else {
      throw Failure("an index is a whole number, not \(NumberFormat.general(number))")
    }
    let place = index < 0 ? count + index : index
    guard place >= 0, place < count else {
      let last = count == 0 ? "it is empty" : "the last is \(count - 1)"
      throw Failure("\(what) has no element \(index); \(last)")
    }
    return place
  }

  private static func slice(_ items: [Value], _ range: RangeValue) throws -> [Value] {
    let low = try range.lower.map { try bound($0, items.count) } ?? 0
    let high = try range.upper.map { try bound($0, items.count) } ?? items.count - 1
    guard low <= high, low < items.count, high >= 0 else { return [] }
    return Array(items[max(0, low)...min(high, items.count - 1)])
  }

  private static func bound(_ value: Value, _ count: Int) throws -> Int {
    guard let number = value.number, let index = Int(exactly: number) else {
      throw Failure("a list is cut by whole numbers, not by \(value.described)")
    }
    return index < 0 ? max(-1, count &+ index) : index
  }

  private static func missing(
    _ what: String, _ name: String, in whole: String, _ names: [String]
  ) -> Failure {
    let near = DidYouMean.closest(to: name, in: names)
    let shown = names.prefix(12).joined(separator: ", ") + (names.count > 12 ? ", ..." : "")
    let list = names.isEmpty ? nil : "it has \(shown)"
    return Failure(
      "no \(what) '\(name)' in \(whole)", hint: near.map { "did you mean '\($0)'?" } ?? list)
  }
}
