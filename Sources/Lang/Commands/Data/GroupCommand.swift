import Runtime

/// `group ret by=hour() stat=[mean, count]`: figures of a series for each value of another.
enum GroupCommand: Command {
  static let series = Parameter("x", .series, variadic: true, "one series or more of one frame")
  static let by = Parameter(
    "by", .column, "a series such as hour() or a category, a list of them, or the word symbol")
  static let stat = Parameter(
    "stat", .choices(RowStatistic.allCases.map(\.rawValue)), default: .text("mean"),
    "one figure, or a list of them")
  static let signature = Signature(
    "group", group: "data", "Prints figures of series by hour, weekday, sector or symbol",
    details:
      "A table with a row per value of by=, ascending. Rows where by= is missing are left out "
      + "and counted; missing cells do not count. by=symbol gives a table of attributes that align "
      + "joins to a panel; being figures of the whole sample, features refuse them.",
    positionals: [series], options: [by, stat],
    examples: [
      Example("group pct(close) by=weekday() stat=[mean, count]"),
      Example("group volume by=hour()"),
      Example("group close by=symbol stat=[min, max]"),
    ], keywords: ["aggregate", "groupby", "pivot", "seasonality"])

  static func run(_ call: CommandCall) throws -> Value {
    let values = try call.list(series).map(call.session.preferringColumn)
    let names = lines(call.texts[series.name], count: values.count, fallback: "x")
    var axis: Axis?
    let inputs = try zip(values, names).map { value, name in
      try input(value, name, series, &axis, call)
    }
    guard let axis else { throw call.failure(series, "must be a series of a frame") }
    let keys = try keys(axis, frame(of: values), call)
    let isBySymbol = keys.count < (try wanted(call)).count
    guard !isBySymbol || axis.isPanel else {
      throw call.failure(by, "asks for symbols, and the frame has one only")
    }
    let statistics = try statistics(call)
    let table = try GroupFigures(
      inputs, by: keys, statistics: statistics, symbols: isBySymbol ? axis : nil)
    let origin = FrameValue(table.frame, name: call.resultName ?? "")
    return call.shaped(table.frame, of: origin, notes: table.frame.notes)
  }

  private static func statistics(_ call: CommandCall) throws -> [RowStatistic] {
    let words: [Value]
    switch try call.required(stat) {
    case .list(let items): words = items
    case let single: words = [single]
    }
    let known = RowStatistic.allCases.map(\.rawValue).joined(separator: ", ")
    guard !words.isEmpty else { throw call.failure(stat, "must name one of \(known)") }
    return try words.map { word in
      guard case .text(let name) = word, let statistic = RowStatistic(rawValue: name) else {
        throw call.failure(stat, "must be made of \(known)")
      }
      return statistic
    }
  }

  /// What `by=` holds, one by one.
  private static func wanted(_ call: CommandCall) throws -> [Value] {
    let given = try call.required(by)
    if case .list(let items) = given { return items }
    return [given]
  }

  private static func isSymbol(_ value: Value) -> Bool {
    if case .text("symbol") = value { return true }
    return false
  }

  /// The frame that the series belong to, whose columns `by=` may name.
  private static func frame(of values: [Value]) -> Frame? {
    for case .series(let series) in values {
      if let frame = series.frame { return frame }
    }
    return nil
  }

  private static func keys(
    _ axis: Axis, _ frame: Frame?, _ call: CommandCall
  ) throws -> [GroupFigures.Input] {
    let wanted = try wanted(call)
    guard !wanted.isEmpty else { throw call.failure(by, "names nothing to group by") }
    let text = call.texts[by.name] ?? ""
    let inner = text.hasPrefix("[") ? String(text.dropFirst().dropLast()) : text
    let parts = inner.split(separator: ",").map { $0.filter { $0 != " " } }
    var shared: Axis? = axis
    return try wanted.enumerated().compactMap { place, value in
      if isSymbol(value) { return nil }
      if case .text(let word) = value { return try named(word, frame, call) }
      let name = parts.count == wanted.count ? columnName(parts[place]) : "group"
      return try input(call.session.preferringColumn(value), name, by, &shared, call)
    }
  }

  private static func named(
    _ word: String, _ frame: Frame?, _ call: CommandCall
  ) throws -> GroupFigures.Input {
    guard let frame, let index = frame.index(of: word) else {
      throw call.failure(
        by, "names no column '\(word)'",
        hint: Suggestion.hint(for: word, among: (frame?.names ?? []) + ["symbol"]))
    }
    return GroupFigures.Input(word, frame.fields[index].column)
  }

  /// `hour()` gives `hour`; what is no plain name gives `group`.
  private static func columnName(_ text: some StringProtocol) -> String {
    let name = text.hasSuffix("()") ? String(text.dropLast(2)) : String(text)
    let plain = name.split(separator: ".").last.map(String.init) ?? name
    return plain.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" } ? plain : "group"
  }

  private static func lines(_ text: String?, count: Int, fallback: String) -> [String] {
    let lines = (text ?? "").split(separator: "\n").map(String.init)
    guard lines.count == count else { return (0..<count).map { "\(fallback)\($0 + 1)" } }
    return lines.map { line in
      let name = columnName(line)
      return name == "group" ? fallback : name
    }
  }

  private static func input(
    _ value: Value, _ name: String, _ parameter: Parameter, _ axis: inout Axis?, _ call: CommandCall
  ) throws -> GroupFigures.Input {
    guard case .series(let series) = value, let own = series.expression.type.axis else {
      throw call.failure(parameter, "must be a series of a frame, not \(value.described)")
    }
    guard axis == nil || axis === own else {
      throw call.failure(
        parameter, "lies on another frame", hint: "use the frame of the series first")
    }
    axis = own
    return GroupFigures.Input(name, try call.session.column(of: series.expression))
  }
}
