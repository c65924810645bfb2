/// Reads market data from a file of any kind, or from all files that match a pattern.
public enum DataReader {
  /// Reads `path`; `*`, `?` and `[...]` in it stand for several files.
  ///
  /// - Throws: `Failure` that names file, line and column; `Interrupted`.
  public static func read(_ path: String, options: CSVOptions = CSVOptions()) throws -> LoadedData {
    try options.check()
    guard FilePattern.isPattern(path) else {
      let data = try one(path, options: options, threads: EngineThreads.count)
      guard options.symbolIsFile else { return data }
      return try FrameStack([.init(data, path: path, name: FilePattern.stem(path))]).joined(options)
    }
    let files = try FilePattern(path).files()
    // Whole files are read side by side, each by one thread.
    let parts = try Parallel.map(count: files.count, threads: EngineThreads.count) { index in
      let file = files[index]
      return FrameStack.Part(
        try one(file.path, options: options, threads: 1), path: file.path, name: file.name)
    }
    return try FrameStack(parts).joined(options)
  }

  private static func one(
    _ path: String, options: CSVOptions, threads: Int
  ) throws -> LoadedData {
    let data = try table(path, options: options, threads: threads)
    guard let fields = options.wide else { return data }
    return try WideTable(data, fields: fields, path: path).panel()
  }

  private static func table(
    _ path: String, options: CSVOptions, threads: Int
  ) throws -> LoadedData {
    if try DuckDB.isParquet(path) { return try DuckDB.read(parquet: path, options: options) }
    let file = try SourceFile(path: path)
    if try JsonTable.isJson(file) { return try JsonTable.read(file, options: options) }
    return try CSVReader.load(file, options: options, threads: threads)
  }

  /// The answer of an SQL query, which names files as `'x.parquet'`.
  ///
  /// - Throws: `Failure` with DuckDB's message; as `read`.
  public static func read(sql: String, options: CSVOptions = CSVOptions()) throws -> LoadedData {
    try options.check()
    let data = try DuckDB.read(sql: sql, options: options)
    guard let fields = options.wide else { return data }
    return try WideTable(data, fields: fields, path: "the query's answer").panel()
  }
}
