/// Decides what each column of a file is, by its name and its first cells.
struct CSVSchemaBuilder {
  let sample: CSVSample
  let dialect: CSVDialect
  let options: CSVOptions
  let path: String

  /// - Throws: `Failure` for a header that does not fit, a column that is missing, dates that
  ///   cannot be read.
  func build() throws -> CSVSchema {
    let decimal = DecimalParser(mark: dialect.decimal)
    let header = try HeaderDetector(
      sample: sample, decimal: decimal, options: options, path: path
    ).detect()
    let rows = header.hasHeader ? sample.rows.dropFirst() : sample.rows[...]
    let plain = header.names.map(ColumnNaming.snakeCase)
    let time = try TimeColumnDetector(
      rows: rows, names: plain, originals: header.names, options: options,
      hasHeader: header.isNamed, path: path
    ).detect()
    let symbol = try symbolColumn(plain, header.names, rows, time: time)
    let names = names(header, plain, time: time, decimal)
    var columns = names.indices.map { index in
      CSVSchema.Column(
        name: names[index], original: header.isNamed ? header.names[index] : names[index],
        role: role(of: index, name: names[index], rows, decimal))
    }
    if let time { columns[time.column].role = .time }
    if let clock = time?.clock { columns[clock].role = .clock }
    if let symbol { columns[symbol].role = .symbol }
    try select(&columns)
    let start = header.hasHeader ? sample.rows.first?.next ?? sample.start : sample.start
    return CSVSchema(
      columns: columns, layout: time?.layout, start: start, hasHeader: header.isNamed,
      notes: notes(header, names, time: time))
  }

  private func symbolColumn(
    _ plain: [String], _ originals: [String], _ rows: ArraySlice<CSVSample.Row>,
    time: TimeColumnDetector.Result?
  ) throws -> Int? {
    if let wanted = options.by {
      guard let column = TimeColumnDetector.find(wanted, plain, originals) else {
        throw noColumn(wanted, "by", originals)
      }
      return column == time?.column ? nil : column
    }
    for name in ColumnNaming.symbols {
      guard let column = plain.firstIndex(of: name), column != time?.column else { continue }
      if name != "contract" || sharesTimes(rows, time?.column) { return column }
    }
    return nil
  }

  /// Whether several rows of the sample carry the same time.
  private func sharesTimes(_ rows: ArraySlice<CSVSample.Row>, _ column: Int?) -> Bool {
    guard let column else { return false }
    let present = CSVSample.present(rows, column: column)
    return Set(present).count < present.count
  }

  private func names(
    _ header: HeaderDetector.Result, _ plain: [String], time: TimeColumnDetector.Result?,
    _ decimal: DecimalParser
  ) -> [String] {
    guard !header.isNamed else { return ColumnNaming.unique(ColumnNaming.canonical(plain)) }
    var names = plain
    if let time { names[time.column] = "time" }
    if let clock = time?.clock { names[clock] = "clock" }
    let rest = names.indices.filter { names[$0].isEmpty }
    let usual = ["open", "high", "low", "close", "volume"]
    if time != nil, rest.count == 4 || rest.count == 5 || holdsBars(rest, decimal) {
      for (index, name) in zip(rest, usual) { names[index] = name }
    }
    return ColumnNaming.unique(names)
  }

  /// Whether the first four of some columns are open, high, low and close in every row.
  private func holdsBars(_ columns: [Int], _ decimal: DecimalParser) -> Bool {
    guard columns.count > 5 else { return false }
    return sample.rows.allSatisfy { row in
      let prices = columns.prefix(4).compactMap { column in
        column < row.cells.count ? decimal.parse(row.cells[column]) : nil
      }
      guard prices.count == 4 else { return false }
      return prices[1] >= max(prices[0], prices[3]) && prices[2] <= min(prices[0], prices[3])
    }
  }

  private func role(
    of index: Int, name: String, _ rows: ArraySlice<CSVSample.Row>, _ decimal: DecimalParser
  ) -> CSVSchema.Role {
    let present = CSVSample.present(rows, column: index)
    if ["open", "high", "low", "close", "volume", "adj_close"].contains(name) { return .number }
    guard !present.isEmpty else { return .undecided }
    if present.allSatisfy({ ["true", "false"].contains($0.lowercased()) }) { return .boolean }
    let numbers = present.count { decimal.parse($0) != nil }
    return numbers * 2 > present.count ? .number : .category
  }

  /// Marks what `columns=` leaves out.
  private func select(_ columns: inout [CSVSchema.Column]) throws {
    guard let wanted = options.columns else { return }
    let names = columns.map(\.name)
    let originals = columns.map(\.original)
    var kept = Set<Int>()
    for name in wanted {
      guard let index = TimeColumnDetector.find(name, names, originals) else {
        throw noColumn(name, "columns", originals)
      }
      kept.insert(index)
    }
    let always: [CSVSchema.Role] = [.time, .clock, .symbol]
    for index in columns.indices where !kept.contains(index) {
      if !always.contains(columns[index].role) { columns[index].role = .unused }
    }
  }

  private func notes(
    _ header: HeaderDetector.Result, _ names: [String], time: TimeColumnDetector.Result?
  ) -> [String] {
    var notes: [String] = []
    if sample.preamble > 0 {
      let lines = sample.preamble == 1 ? "1 line" : "\(sample.preamble) lines"
      notes.append("\(lines) above the table were passed over")
    }
    if !header.isNamed {
      notes.append("no header: the columns were taken as \(names.joined(separator: ", "))")
    }
    if let note = time?.note { notes.append(note) }
    if dialect.decimal == 44, options.decimal == nil {
      notes.append("a comma was read as the decimal mark")
    }
    return notes
  }
}

extension CSVSchemaBuilder {
  private func noColumn(_ name: String, _ option: String, _ originals: [String]) -> Failure {
    Failure(
      "'\(path)' has no column '\(name)'", culprit: .parameter(option),
      hint: Suggestion.hint(for: name, among: originals))
  }
}
