/// Reads delimited text, plain or packed with gzip, into a frame.
///
/// Delimiter, header, column kinds and the layout of times are found out from the file where the
/// options leave them open. A long table with a symbol column becomes a panel, sorted by symbol,
/// then time, whatever the file's order.
public enum CSVReader {
  /// - Throws: `Failure` that names file, line and column; `Interrupted`.
  public static func read(path: String, options: CSVOptions = CSVOptions()) throws -> Frame {
    try options.check()
    return try read(SourceFile(path: path), options: options, threads: EngineThreads.count)
  }

  /// The frame with the line that says how the file was understood.
  ///
  /// - Throws: as `read`.
  static func load(
    _ file: SourceFile, options: CSVOptions, threads: Int
  ) throws -> LoadedData {
    let (frame, decisions) = try decided(file, options, threads, chunkSize: 1 << 18)
    return LoadedData(frame: frame, decisions: decisions.text)
  }

  /// The result depends neither on the number of threads nor on the size of the chunks.
  static func read(
    _ file: SourceFile, options: CSVOptions, threads: Int, chunkSize: Int = 1 << 18
  ) throws -> Frame {
    try decided(file, options, threads, chunkSize: chunkSize).frame
  }

  private static func decided(
    _ file: SourceFile, _ options: CSVOptions, _ threads: Int, chunkSize: Int
  ) throws -> (frame: Frame, decisions: CSVDecisions) {
    let zone = try Zone.named(options.zone ?? "UTC")
    let head = ByteWindow(file)
    try head.show(1 << 17, from: 0)
    let dialect = CSVDialect(head, options: options)
    let schema = try CSVSchemaBuilder(
      sample: try CSVSample(file, dialect: dialect), dialect: dialect, options: options,
      path: file.path
    ).build()
    let job = CSVJob(
      file: file, dialect: dialect, schema: schema, options: options, zone: zone)
    let rows = try CSVRowReader.read(job, threads: threads, chunkSize: chunkSize)
    let frame = try frame(rows, schema, options, zone, path: file.path)
    return (
      frame,
      CSVDecisions(dialect: dialect, schema: schema, options: options, axis: frame.axis)
    )
  }

  private static func frame(
    _ rows: CSVTable, _ schema: CSVSchema, _ options: CSVOptions, _ zone: Zone, path: String
  ) throws -> Frame {
    try checkSymbols(rows, options, path)
    guard rows.rowCount > 0 else { throw noRows(rows, options, path) }
    var builder = AxisBuilder(options: options, zone: zone)
    try builder.build(rows: rows.rowCount, time: rows.time, symbols: rows.symbols)
    let fields = rows.columns.map { column in
      Frame.Field(
        name: column.column.name, original: column.column.original,
        column: column.finish(order: builder.order))
    }
    return Frame(
      axis: builder.axis, fields: fields, source: path,
      notes: schema.notes + builder.notes + countNotes(rows, path))
  }

  private static func countNotes(_ rows: CSVTable, _ path: String) -> [String] {
    var notes: [String] = []
    if rows.skipped.count > 0 {
      let lines = rows.skipped.count == 1 ? "1 bad row was" : "\(rows.skipped.count) bad rows were"
      notes.append("\(lines) left out, the first on line \(rows.skipped.firstLine)")
    }
    if rows.blanked.count > 0 {
      let cells =
        rows.blanked.count == 1 ? "1 bad cell was" : "\(rows.blanked.count) bad cells were"
      notes.append("\(cells) read as missing, the first on line \(rows.blanked.firstLine)")
    }
    return notes
  }

  private static func checkSymbols(
    _ rows: CSVTable, _ options: CSVOptions, _ path: String
  ) throws {
    guard let wanted = options.symbols else { return }
    guard let symbols = rows.symbols else { throw noSymbolColumn(path) }
    for name in wanted where !symbols.labels.contains(name) {
      throw noSymbol(name, symbols.labels.sorted(), path)
    }
  }
}

extension CSVReader {
  private static func noSymbolColumn(_ path: String) -> Failure {
    Failure(
      "'\(path)' has no symbol column", culprit: .parameter("symbols"),
      hint: "name it: by=COLUMN")
  }

  private static func noSymbol(_ name: String, _ labels: [String], _ path: String) -> Failure {
    Failure(
      "'\(path)' has no symbol '\(name)'", culprit: .parameter("symbols"),
      hint: Suggestion.hint(for: name, among: labels))
  }

  private static func noRows(_ rows: CSVTable, _ options: CSVOptions, _ path: String) -> Failure {
    if rows.skipped.count > 0 {
      return Failure(
        "every row of '\(path)' is bad, the first on line \(rows.skipped.firstLine)",
        culprit: .file(path: path, line: rows.skipped.firstLine, column: 0))
    }
    if !options.range.isOpen {
      return Failure(
        "'\(path)' has no rows in the time asked for",
        culprit: .parameter(options.range.lower == nil ? "to" : "from"))
    }
    return Failure(
      "'\(path)' has a header but no rows", culprit: .file(path: path, line: 1, column: 0))
  }
}
