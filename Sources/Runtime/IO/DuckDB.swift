@preconcurrency import Glibc

/// Parquet files and SQL by the DuckDB program, where it is installed.
public enum DuckDB {
  /// Whether a file begins as Parquet does.
  ///
  /// - Throws: as `ByteBuffer.opened`.
  static func isParquet(_ path: String) throws -> Bool {
    let (handle, size) = try ByteBuffer.opened(path)
    defer { close(handle) }
    guard size != nil else { return false }
    var head = [UInt8](repeating: 0, count: 4)
    return pread(handle, &head, 4, 0) == 4 && head == Array("PAR1".utf8)
  }

  /// - Throws: `Failure` when DuckDB is missing or refuses; `Interrupted`.
  static func read(parquet path: String, options: CSVOptions) throws -> LoadedData {
    let source = "read_parquet(\(quoted(path)))"
    let columns = try options.columns.map { try needed($0, of: source, options) } ?? "*"
    let limit = options.rows.map { " limit \($0)" } ?? ""
    let text = try answer("select \(columns) from \(source)\(limit)", path: path)
    return try TranscribedTable(
      text: text, path: path, noun: "row", hasNames: true, format: "Parquet"
    ).load(options)
  }

  /// - Throws: as above.
  static func read(sql: String, options: CSVOptions) throws -> LoadedData {
    let text = try answer(sql, path: "sql")
    return try TranscribedTable(
      text: text, path: "sql", noun: "row", hasNames: true, format: "SQL"
    ).load(options)
  }

  /// Writes a table as Parquet, packed with zstd: times in UTC, symbols and categories as text.
  ///
  /// - Throws: `Failure` when DuckDB is missing or the file cannot be written; `Interrupted`;
  ///   either leaves the old file.
  public static func save(_ frame: Frame, to path: String) throws {
    _ = try DuckDBProgram.path()
    let text = "\(path).\(getpid()).csv"
    let packed = "\(path).\(getpid()).parquet"
    defer {
      unlink(text)
      unlink(packed)
    }
    try SeriesWriter.save(frame, to: text)
    // DuckDB reads no time without seconds.
    let time =
      frame.axis.hasTime && !frame.axis.isDaily
      ? " replace (cast(replace(time, 'Z', if(length(time) = 17, ':00Z', 'Z')) as timestamptz) "
        + "as time)" : ""
    let rows =
      "select *\(time) from read_csv(\(quoted(text)), header=true, columns={\(types(frame))})"
    let target = "\(quoted(packed)) (format parquet, compression zstd)"
    _ = try DuckDBProgram.run("copy (\(rows)) to \(target)", path: path)
    guard rename(packed, path) == 0 else {
      throw Failure("cannot write '\(path)': \(String(cString: strerror(errno)))")
    }
  }

  private static func answer(_ query: String, path: String) throws -> ByteBuffer {
    var query = query[...]
    while let last = query.last, last == ";" || last.isWhitespace { query.removeLast() }
    return try DuckDBProgram.run(
      "set TimeZone='UTC'; copy (\(query)) to '/dev/stdout' (format csv, header)", path: path)
  }

  /// The columns asked for and those that may be time or symbol, as a list of SQL names.
  private static func needed(
    _ wanted: [String], of source: String, _ options: CSVOptions
  ) throws -> String {
    let named = wanted + [options.by, options.time, options.clock].compactMap { $0 }
    let usual = Set(ColumnNaming.times + ColumnNaming.symbols)
    let names = try header(source)
    let kept = names.filter { name in
      let plain = ColumnNaming.snakeCase(name)
      return named.contains(name) || named.contains(plain) || usual.contains(plain)
    }
    let missing = wanted.contains { name in
      !names.contains { $0 == name || ColumnNaming.snakeCase($0) == name }
    }
    // An unknown name is found out, and its like proposed, where all columns are read.
    if kept.isEmpty || missing { return "*" }
    return kept.map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }.joined(separator: ", ")
  }

  private static func header(_ source: String) throws -> [String] {
    let text = try answer("select column_name from (describe select * from \(source))", path: "")
    let lines = UnsafeBufferPointer(start: text.base, count: text.count)
    return String(decoding: lines, as: UTF8.self).split(separator: "\n").dropFirst().map { name in
      guard name.hasPrefix("\""), name.hasSuffix("\""), name.count > 1 else { return String(name) }
      return String(name.dropFirst().dropLast()).replacing("\"\"", with: "\"")
    }
  }

  private static func types(_ frame: Frame) -> String {
    var types: [(String, String)] = []
    if frame.axis.hasTime {
      types.append(frame.axis.isDaily ? ("date", "DATE") : ("time", "VARCHAR"))
    }
    if frame.axis.isPanel { types.append(("symbol", "VARCHAR")) }
    for field in frame.fields {
      if case .category = field.column {
        types.append((field.name, "VARCHAR"))
      } else {
        types.append((field.name, "DOUBLE"))
      }
    }
    return types.map { "\(quoted($0)): '\($1)'" }.joined(separator: ", ")
  }

  private static func quoted(_ text: String) -> String {
    "'" + text.replacing("'", with: "''") + "'"
  }
}
