import Runtime

/// Prints a frame: a summary line, then its first and last rows.
public struct FramePrinter {
  public let context: PrintContext

  public init(context: PrintContext) { self.context = context }

  public func text(of frame: FrameValue) -> String {
    let axis = frame.frame.axis
    let (rows, note) = TextTable.rows(frame.frame.rowCount, limit: max(6, context.height - 6))
    var columns = Self.labels(of: axis, rows)
    let pinned = columns.count
    for field in frame.frame.fields {
      columns.append(Self.column(field.name, field.column, rows))
    }
    let table = TextTable(columns, pinned: pinned, notes: note.map { [$0] } ?? [])
    return summary(of: frame) + "\n" + table.render(width: context.width)
  }

  /// `px: frame, 12,154 rows x 6 columns, 5 symbols, 2004-08-19 to 2015-12-31`.
  public func summary(of frame: FrameValue) -> String {
    let inner = frame.frame
    let name = frame.name.isEmpty ? "frame" : "\(frame.name): frame"
    return "\(name), \(Self.count(inner.rowCount, "row")) x "
      + Self.count(inner.fields.count, "column") + Self.extent(of: inner.axis)
  }

  private static func count(_ number: Int, _ noun: String) -> String {
    "\(NumberFormat.count(number)) \(noun)\(number == 1 ? "" : "s")"
  }

  /// `, 5 symbols, 2004-08-19 to 2015-12-31`.
  static func extent(of axis: Axis) -> String {
    var text = ""
    if axis.isPanel { text += ", " + count(axis.symbols.count, "symbol") }
    let ranges = axis.hasTime ? axis.segments.map(\.rows).filter { !$0.isEmpty } : []
    // The rows of a symbol are in the order of time.
    if let first = ranges.map({ axis.times[$0.lowerBound] }).min(),
      let last = ranges.map({ axis.times[$0.upperBound - 1] }).max()
    {
      text += ", \(DateFormat.label(first, on: axis)) to \(DateFormat.label(last, on: axis))"
    }
    return text
  }

  /// The symbol and time columns of some rows.
  static func labels(of axis: Axis, _ rows: [Int]) -> [TextTable.Column] {
    var columns: [TextTable.Column] = []
    if axis.isPanel {
      columns.append(
        .init("symbol", align: .left, rows.map { axis.symbol(ofRow: $0) }))
    }
    if axis.hasTime {
      columns.append(
        .init("time", align: .left, rows.map { DateFormat.label(axis.times[$0], on: axis) }))
    } else {
      columns.append(.init("row", rows.map(String.init)))
    }
    return columns
  }

  static func column(_ name: String, _ column: Column, _ rows: [Int]) -> TextTable.Column {
    switch column {
    case .numbers(let values):
      return .init(name, NumberFormat.column(rows.map { values[$0] }))
    case .category(let codes, let labels):
      let cells = rows.map { row -> String in
        let code = Int(codes[row])
        return labels.indices.contains(code) ? labels[code] : NumberFormat.missing
      }
      return .init(name, align: .left, cells)
    }
  }
}
