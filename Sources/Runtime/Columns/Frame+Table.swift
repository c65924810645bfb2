extension Frame {
  /// All rows, or the first and last ones around a gap, as a table for the terminal.
  public func table(limit: Int) -> TextTable {
    let cut = TextTable.rows(rowCount, limit: limit)
    return table(of: cut.rows, notes: cut.note.map { [$0] } ?? [])
  }

  /// The first rows, or with a negative count the last ones.
  public func table(rows count: Int) -> TextTable {
    let wanted = min(Int(clamping: count.magnitude), rowCount)
    return table(of: Array(count < 0 ? (rowCount - wanted)..<rowCount : 0..<wanted))
  }

  /// Some rows: label and symbol at the left, then the columns.
  public func table(of rows: [Int], notes: [String] = []) -> TextTable {
    let lead = axis.labelColumns(of: rows)
    let cells = fields.map { field in
      TextTable.Column(
        field.name, align: field.column.isCategory ? .left : .right,
        field.column.cells(of: rows))
    }
    return TextTable(lead + cells, pinned: max(1, lead.count), notes: notes)
  }
}

extension Axis {
  /// The columns that say which rows a table shows: time and symbol.
  public func labelColumns(of rows: [Int]) -> [TextTable.Column] {
    var columns: [TextTable.Column] = []
    if hasTime {
      let labels = rows.map {
        times.indices.contains($0) ? DateFormat.label(times[$0], on: self) : ""
      }
      columns.append(.init(isDaily ? "date" : "time", align: .left, labels))
    }
    if isPanel { columns.append(.init("symbol", align: .left, rows.map(symbol(ofRow:)))) }
    return columns
  }

  /// The symbol of a row; empty where there is none.
  ///
  /// - Complexity: O(log(symbols)).
  public func symbol(ofRow row: Int) -> String {
    segmentIndex(ofRow: row).map { segments[$0].symbol } ?? ""
  }
}

extension Column {
  var isCategory: Bool {
    if case .category = self { return true }
    return false
  }

  /// Some cells as text, numbers with a common count of decimals.
  public func cells(of rows: [Int], digits: Int = 6) -> [String] {
    switch self {
    case .numbers(let values):
      return NumberFormat.column(
        rows.map { values.indices.contains($0) ? values[$0] : .nan }, digits: digits)
    case .category(let codes, let labels):
      return rows.map { row in
        let code = codes.indices.contains(row) ? Int(codes[row]) : -1
        return labels.indices.contains(code) ? labels[code] : NumberFormat.missing
      }
    }
  }
}
