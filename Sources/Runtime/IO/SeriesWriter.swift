/// Saves columns as CSV: one row per row of the axis, times and symbols first.
///
/// Numbers are written with the fewest digits that read back to the same bits, missing cells are
/// empty, times are UTC (`2024-06-30T14:31Z`), days are dates.
public enum SeriesWriter {
  /// - Throws: `Failure` when the file cannot be written; `Interrupted`; either leaves the old file.
  public static func save(_ frame: Frame, to path: String) throws {
    let fields = frame.fields.map { (name: $0.name, column: $0.column) }
    try save(fields, on: frame.axis, to: path)
  }

  /// - Throws: as above, and when a column is not as long as the axis.
  public static func save(
    _ columns: [(name: String, column: Column)], on axis: Axis, to path: String
  ) throws {
    for column in columns where column.column.count != axis.rowCount {
      throw Failure(
        "column '\(column.name)' has \(column.column.count) rows where \(axis.rowCount) are expected"
      )
    }
    let values = columns.map(\.column)
    try AtomicFile.write(to: path) { emit in
      var text = Array((header(columns.map(\.name), axis) + "\n").utf8)
      for segment in axis.segments {
        for row in segment.rows {
          appendRow(&text, row, segment.symbol, values, axis)
          if text.count > 1 << 18 {
            try emit(text)
            text.removeAll(keepingCapacity: true)
          }
        }
      }
      try emit(text)
    }
  }

  private static func header(_ names: [String], _ axis: Axis) -> String {
    var lead: [String] = []
    if axis.hasTime { lead.append(axis.isDaily ? "date" : "time") }
    if axis.isPanel { lead.append("symbol") }
    return (lead + names).map(quoted).joined(separator: ",")
  }

  private static func appendRow(
    _ text: inout [UInt8], _ row: Int, _ symbol: String, _ columns: [Column], _ axis: Axis
  ) {
    var cells: [String] = []
    if axis.hasTime { cells.append(label(axis.times[row], axis)) }
    if axis.isPanel { cells.append(quoted(symbol)) }
    cells += columns.map { cell($0, row) }
    for (index, cell) in cells.enumerated() {
      if index > 0 { text.append(44) }
      text.append(contentsOf: cell.utf8)
    }
    text.append(10)
  }

  private static func label(_ time: Int64, _ axis: Axis) -> String {
    axis.isDaily ? DateFormat.date(time) : DateFormat.dateTime(time, separator: "T") + "Z"
  }

  private static func cell(_ column: Column, _ row: Int) -> String {
    switch column {
    case .numbers(let values):
      values[row].isNaN ? "" : NumberFormat.shortest(values[row])
    case .category(let codes, let labels):
      labels.indices.contains(Int(codes[row])) ? quoted(labels[Int(codes[row])]) : ""
    }
  }

  /// RFC 4180: quotes where the text holds a comma, quote or line end.
  static func quoted(_ text: String) -> String {
    guard
      text.utf8.contains(where: { [44, 34, 10, 13].contains($0) }) || text.hasPrefix(" ")
        || text.hasSuffix(" ")
    else { return text }
    let doubled = text.split(separator: "\"", omittingEmptySubsequences: false)
    return "\"" + doubled.joined(separator: "\"\"") + "\""
  }
}
