/// A JSON file of bars, read like a delimited file of the same cells.
///
/// Knows lists of objects, lists of lists, an object of equally long lists, one of these inside an
/// object (`{"data": [...]}`), and an object per line.
enum JsonTable {
  /// Whether the text begins as JSON does; no delimited file of market data does so.
  static func isJson(_ file: SourceFile) throws -> Bool {
    let window = ByteWindow(file)
    try window.show(1 << 12, from: 0)
    let first = (0..<window.count).first { window.base[$0] > 32 && window.base[$0] < 128 }
    guard let first else { return false }
    if window.base[first] == UInt8(ascii: "{") { return true }
    // `[1,2]` may begin a file of anything; a list of bars has a bracket or brace next.
    guard window.base[first] == UInt8(ascii: "[") else { return false }
    let next = (first + 1..<max(first + 1, window.count)).first { window.base[$0] > 32 }
    return next.map { [UInt8(ascii: "["), UInt8(ascii: "{")].contains(window.base[$0]) } ?? false
  }

  /// - Throws: `Failure` when the text is no JSON, or no table; else as `CSVReader.load`.
  static func read(_ file: SourceFile, options: CSVOptions) throws -> LoadedData {
    let rows = try JsonRows(try parse(file), path: file.path)
    let text = try ByteBuffer(capacity: file.count, path: file.path)
    try rows.write(to: text)
    let format = rows.names == nil ? "JSON lists" : "JSON objects"
    return try TranscribedTable(
      text: text, path: file.path, noun: "bar", hasNames: rows.names != nil, format: format
    ).load(options)
  }

  private static func parse(_ file: SourceFile) throws -> Json {
    let window = ByteWindow(file)
    try window.show(file.count, from: 0)
    var bytes = Array(UnsafeBufferPointer(start: window.base, count: window.count))
    if bytes.starts(with: [0xef, 0xbb, 0xbf]) { bytes.removeFirst(3) }
    do {
      return try JsonParser.parse(bytes)
    } catch let failure as Failure {
      if let lines = try objectPerLine(bytes) { return lines }
      throw Failure(
        "'\(file.path)' is \(failure.message)",
        culprit: .file(path: file.path, line: 0, column: 0))
    }
  }

  private static func objectPerLine(_ bytes: [UInt8]) throws -> Json? {
    var rows: [Json] = []
    for line in bytes.split(whereSeparator: { $0 == 10 || $0 == 13 }) {
      try Interrupt.check()
      guard let row = try? JsonParser.parse(Array(line)) else { return nil }
      rows.append(row)
    }
    return rows.count > 1 ? .array(rows) : nil
  }
}
