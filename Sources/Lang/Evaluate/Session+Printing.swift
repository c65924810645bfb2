import Runtime

extension Session {
  /// Prints a value on standard output; `none` prints nothing.
  public func print(_ value: Value) throws {
    if case .none = value { return }
    output.result(try printed(value))
  }

  /// What a value prints as: a summary line, then a table cut to the terminal.
  public func printed(_ value: Value) throws -> String {
    let value = try resolved(value)
    switch value {
    case .text(let text): return text
    case .series(let series): return try SeriesPrinter(session: self).text(of: series)
    case .frame(let frame): return FramePrinter(context: printContext).text(of: frame)
    case .object(let object): return object.describe(printContext)
    case .record(let record): return try printed(record)
    case .list(let items): return try printed(items)
    default: return value.line()
    }
  }

  /// What a value is inside a text: numbers short, texts without quotes.
  func plainText(_ value: Value) -> String {
    if case .text(let text) = value { return text }
    return value.line()
  }

  /// A short record on one line, a long one as a table of its members.
  private func printed(_ record: RecordValue) throws -> String {
    let resolvedFields = try record.fields.map { (key: $0.key, value: try resolved($0.value)) }
    let line = Value.record(RecordValue(resolvedFields)).line()
    if line.count <= printContext.width { return line }
    let table = TextTable([
      .init("member", align: .left, resolvedFields.map(\.key)),
      .init("value", align: .left, resolvedFields.map { $0.value.line(depth: 1) }),
    ])
    return "record of \(resolvedFields.count) members\n" + table.render(width: printContext.width)
  }

  private func printed(_ items: [Value]) throws -> String {
    let values = try items.map(resolved)
    let line = Value.list(values).line()
    if line.count <= printContext.width { return line }
    let (rows, note) = TextTable.rows(values.count, limit: max(5, printContext.height - 4))
    let table = TextTable(
      [
        .init("index", rows.map(String.init)),
        .init("value", align: .left, rows.map { values[$0].line(depth: 2) }),
      ], notes: note.map { [$0] } ?? [])
    return "list of \(values.count) elements\n" + table.render(width: printContext.width)
  }
}
