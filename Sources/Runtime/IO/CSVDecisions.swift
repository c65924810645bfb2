/// The one line that says how a file was understood.
struct CSVDecisions {
  let dialect: CSVDialect
  let schema: CSVSchema
  let options: CSVOptions
  let axis: Axis

  /// `comma, header, time 'Date' (year-month-day, UTC, start of a 1h bar), symbol 'Name'`.
  var text: String {
    var parts = [Self.mark(dialect.delimiter), schema.hasHeader ? "header" : "no header"]
    if dialect.decimal == 44 { parts.append("decimal comma") }
    if let time { parts.append(time) }
    if let symbol = original(.symbol) { parts.append("symbol '\(symbol)'") }
    parts += renamed
    return TextTable.clean(parts.joined(separator: ", "))
  }

  private func original(_ role: CSVSchema.Role) -> String? {
    schema.index(of: role).map { schema.columns[$0].original }
  }

  private var time: String? {
    guard let layout = schema.layout, let name = original(.time) else { return nil }
    let column = schema.hasHeader && !name.isEmpty ? "time '\(name)'" : "time in column 1"
    let clock = original(.clock).map { " and '\($0)'" } ?? ""
    return "\(column)\(clock) (\(layout.described), \(axis.zone), \(stamp))"
  }

  private var stamp: String {
    if axis.isDaily { return options.session == nil ? "known after the day" : "known at the close" }
    if options.stamp == .end { return "end of the bar" }
    guard axis.frequency > 0 else { return "start of the bar" }
    return "start of a \(DateFormat.duration(axis.frequency)) bar"
  }

  /// Prices and volume that the file spells in a way of its own.
  private var renamed: [String] {
    guard schema.hasHeader else { return [] }
    let usual = ["open", "high", "low", "close", "volume", "adj_close"]
    return schema.columns.filter { column in
      usual.contains(column.name) && ColumnNaming.snakeCase(column.original) != column.name
    }.map { "\($0.name) '\($0.original)'" }
  }

  private static func mark(_ delimiter: UInt8) -> String {
    switch delimiter {
    case 44: "comma"
    case 59: "semicolon"
    case 9: "tab"
    case 124: "bar"
    case 32: "blank"
    default: "'\(String(decoding: [delimiter], as: UTF8.self))'"
    }
  }
}

extension TimeLayout {
  /// As the line of decisions names it.
  var described: String {
    switch self {
    case .yearFirst: "year-month-day"
    case .compact: "YYYYMMDD"
    case .dayFirst: "day/month/year"
    case .monthFirst: "month/day/year"
    case .monthName: "month by name"
    case .epoch(let unit):
      "epoch in \(DateFormat.duration(unit).drop { $0.isNumber })"
    case .pattern(let pattern): String(decoding: pattern, as: UTF8.self)
    }
  }
}
