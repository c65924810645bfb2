import Runtime

/// Prints a series: what it is and what it reads, then its first and last rows.
struct SeriesPrinter {
  let session: Session

  func text(of series: SeriesValue) throws -> String {
    let expression = series.expression
    guard let axis = expression.type.axis else { return summary(of: series) }
    let column = try session.column(of: expression)
    let context = session.printContext
    let (rows, note) = TextTable.rows(axis.rowCount, limit: max(6, context.height - 6))
    let labels = FramePrinter.labels(of: axis, rows)
    let cells = Self.column(series.name ?? "value", column, expression, rows)
    let table = TextTable(
      labels + [cells], pinned: labels.count, notes: note.map { [$0] } ?? [])
    let missing = column.values.count { $0.isNaN }
    let tail = missing > 0 ? ", \(NumberFormat.count(missing)) missing" : ""
    return summary(of: series) + tail + "\n" + table.render(width: context.width)
  }

  /// `ret: series, 12,154 rows, 5 symbols, 2004-08-19 to 2015-12-31, lookback 1`.
  func summary(of series: SeriesValue) -> String {
    let name = series.name.map { "\($0): " } ?? ""
    guard let axis = series.expression.type.axis else {
      return "\(name)\(Self.shape(of: series.expression))"
    }
    return "\(name)series, \(NumberFormat.count(axis.rowCount)) rows"
      + FramePrinter.extent(of: axis) + ", " + Self.reach(of: series.expression)
  }

  /// `lookback 5`, `look-ahead 1`, `whole-sample statistic`.
  static func reach(of expression: Expression) -> String {
    let reach = expression.reach
    let back = reach.lookback >= -Reach.unbounded ? "unbounded" : "\(reach.lookback)"
    var parts = ["lookback \(back)"]
    if reach.lookahead > 0 { parts.append("look-ahead \(reach.lookahead)") }
    switch reach.fit {
    case .none: break
    case .training: parts.append("fitted on training rows")
    case .wholeSample: parts.append("whole-sample statistic")
    }
    return parts.joined(separator: ", ")
  }

  private static func shape(of expression: Expression) -> String {
    guard case .tensor(let shape) = expression.type.shape else { return "a number of a loss" }
    return "a batch of shape [\(shape.map(String.init).joined(separator: ", "))]"
  }

  private static func column(
    _ name: String, _ column: Column, _ expression: Expression, _ rows: [Int]
  ) -> TextTable.Column {
    guard expression.type.element == .boolean, case .numbers(let values) = column else {
      return FramePrinter.column(name, column, rows)
    }
    let cells = rows.map { row in
      values[row].isNaN ? NumberFormat.missing : values[row] != 0 ? "true" : "false"
    }
    return .init(name, cells)
  }
}
