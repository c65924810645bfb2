/// Finds the time column and how it is written.
struct TimeColumnDetector {
  let rows: ArraySlice<CSVSample.Row>
  /// The names after `ColumnNaming.snakeCase`, and the file's spelling.
  let names: [String]
  let originals: [String]
  let options: CSVOptions
  let hasHeader: Bool
  let path: String

  struct Result {
    var column: Int
    /// A column with the time of day, beside one with the date.
    var clock: Int?
    var layout: TimeLayout
    var note: String?
  }

  /// Nil for a table without times.
  ///
  /// - Throws: `Failure` when the named column is missing or not a time, or day and month cannot
  ///   be told apart.
  func detect() throws -> Result? {
    if let wanted = options.time {
      guard let column = Self.find(wanted, names, originals) else { throw noColumn(wanted, "time") }
      guard let (layout, note) = try layout(of: column, isNamed: true) else {
        throw isNoTime(column)
      }
      return Result(column: column, clock: try clock(beside: column), layout: layout, note: note)
    }
    for name in ColumnNaming.times {
      guard let column = names.firstIndex(of: name), !name.isEmpty || column == 0,
        hasHeader || !name.isEmpty,
        let (layout, note) = try layout(of: column, isNamed: !["", "index"].contains(name))
      else { continue }
      return Result(column: column, clock: try clock(beside: column), layout: layout, note: note)
    }
    return try unnamed()
  }

  static func find(_ wanted: String, _ names: [String], _ originals: [String]) -> Int? {
    originals.firstIndex(of: wanted) ?? names.firstIndex(of: wanted)
      ?? names.firstIndex(of: ColumnNaming.snakeCase(wanted))
  }

  private func unnamed() throws -> Result? {
    for column in names.indices where hasHeader ? true : column == 0 {
      let present = CSVSample.present(rows, column: column)
      guard let probe = present.first, DecimalParser(mark: 46).parse(probe) == nil || !hasHeader,
        let (layout, note) = try layout(of: column, isNamed: false) ?? ascendingEpoch(column)
      else { continue }
      return Result(column: column, clock: try clock(beside: column), layout: layout, note: note)
    }
    return nil
  }

  /// Counts that only grow at the head of rows without names are an epoch.
  private func ascendingEpoch(_ column: Int) -> (layout: TimeLayout, note: String?)? {
    let present = CSVSample.present(rows, column: column)
    guard !hasHeader, present.count > 1, let unit = epochUnit(present) else { return nil }
    let counts = present.compactMap { Int64($0) }
    let isAscending = zip(counts, counts.dropFirst()).allSatisfy { $0 < $1 }
    return counts.count == present.count && isAscending ? (.epoch(unit), nil) : nil
  }

  /// The column with the time of day: the one asked for, else one named like a time, where the
  /// times of `column` are bare dates.
  private func clock(beside column: Int) throws -> Int? {
    if let wanted = options.clock {
      guard let clock = Self.find(wanted, names, originals) else { throw noColumn(wanted, "clock") }
      return clock == column ? nil : clock
    }
    let dates = CSVSample.present(rows, column: column)
    guard dates.allSatisfy({ $0.utf8.count <= 11 }) else { return nil }
    if !hasHeader { return column + 1 < names.count && isClock(column + 1) ? column + 1 : nil }
    let named = names.indices.filter { index in
      index != column && (names[index].contains("time") || names[index] == "hour")
    }
    return named.first(where: isClock)
  }

  /// Whether a column holds times of day: with colons, or of four or six digits under a name.
  private func isClock(_ column: Int) -> Bool {
    let present = CSVSample.present(rows, column: column)
    return !present.isEmpty
      && present.allSatisfy { text in
        let digits = text.utf8.allSatisfy { (48...57).contains($0) }
        guard digits ? hasHeader && [4, 6].contains(text.utf8.count) : text.contains(":") else {
          return false
        }
        var text = text
        return text.withUTF8 { bytes in
          guard let base = bytes.baseAddress else { return false }
          var cursor = ByteCursor(base, 0, bytes.count)
          return ClockParser.time(&cursor) != nil && cursor.isAtEnd
        }
      }
  }

  private func layout(
    of column: Int, isNamed: Bool
  ) throws -> (layout: TimeLayout, note: String?)? {
    let present = CSVSample.present(rows, column: column)
    guard !present.isEmpty else { return nil }
    if let text = options.date {
      return try TimeLayout.named(text).first { fits($0, present, share: 0.5) }.map { ($0, nil) }
    }
    let share = isNamed ? 0.5 : 0.999
    if let layout = TimeLayout.automatic.first(where: { fits($0, present, share: share) }) {
      return (layout, nil)
    }
    if isNamed, let unit = epochUnit(present) { return (.epoch(unit), nil) }
    return try slashed(present, column: column, share: share)
  }

  /// Day first or month first, where some date can only be read one way.
  private func slashed(
    _ present: [String], column: Int, share: Double
  ) throws -> (layout: TimeLayout, note: String?)? {
    let dayFirst = count(.dayFirst, present)
    let monthFirst = count(.monthFirst, present)
    guard Double(max(dayFirst, monthFirst)) >= share * Double(present.count) else { return nil }
    guard dayFirst != monthFirst else { throw isAmbiguous(column, present[0]) }
    let order = dayFirst > monthFirst ? "day/month/year" : "month/day/year"
    return (
      dayFirst > monthFirst ? .dayFirst : .monthFirst, "the dates were read as \(order)"
    )
  }

  private func epochUnit(_ present: [String]) -> Int64? {
    let digits = present.map { text in
      text.utf8.prefix { (48...57).contains($0) }.count
    }
    guard let first = digits.first, let unit = TimeLayout.epochUnit(digits: first),
      digits.allSatisfy({ TimeLayout.epochUnit(digits: $0) == unit }),
      fits(.epoch(unit), present, share: 1)
    else { return nil }
    return unit
  }

  private func fits(_ layout: TimeLayout, _ present: [String], share: Double) -> Bool {
    Double(count(layout, present)) >= share * Double(present.count)
  }

  private func count(_ layout: TimeLayout, _ present: [String]) -> Int {
    var parser = TimeParser(layout)
    return present.count { parser.parse($0) != nil }
  }
}

extension TimeColumnDetector {
  private func noColumn(_ wanted: String, _ option: String) -> Failure {
    Failure(
      "'\(path)' has no column '\(wanted)'", culprit: .parameter(option),
      hint: Suggestion.hint(for: wanted, among: originals))
  }

  private func isNoTime(_ column: Int) -> Failure {
    let row = rows.first {
      column < $0.cells.count && !MissingMarker.matches($0.cells[column])
    }
    let cell = row.map { $0.cells[column] } ?? ""
    return Failure(
      "'\(TextTable.clean(cell))' in column '\(originals[column])' is not a date or time",
      culprit: .file(path: path, line: row?.line ?? 1, column: column + 1),
      hint: "say how it is written: date=\"%d.%m.%Y %H:%M\"")
  }

  private func isAmbiguous(_ column: Int, _ cell: String) -> Failure {
    let line = rows.first { column < $0.cells.count && $0.cells[column] == cell }?.line ?? 1
    return Failure(
      "'\(cell)' in column '\(originals[column])' may be day/month or month/day",
      culprit: .file(path: path, line: line, column: column + 1),
      hint: "say date=dmy or date=mdy")
  }
}
