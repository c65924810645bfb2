/// Text made from a source that has no lines of its own, such as JSON or the answer of a query.
struct TranscribedTable {
  let text: ByteBuffer
  let path: String
  /// What one row is called in messages: `bar`, `row`.
  let noun: String
  let hasNames: Bool
  /// How the source is named in the line of decisions.
  let format: String

  /// - Throws: as `CSVReader.load`; messages count rows instead of lines.
  func load(_ options: CSVOptions) throws -> LoadedData {
    var options = options
    options.delimiter = 44
    options.decimal = 46
    if !hasNames, options.header == .auto { options.header = .none }
    do {
      let file = try SourceFile(path: path, raw: text)
      let data = try CSVReader.load(file, options: options, threads: EngineThreads.count)
      let head = hasNames ? "comma, header" : "comma, no header"
      return LoadedData(frame: data.frame, decisions: data.decisions.replacing(head, with: format))
    } catch let failure as Failure {
      throw renamed(failure)
    }
  }

  private func renamed(_ failure: Failure) -> Failure {
    guard case .file(let path, let line, let column) = failure.culprit, line > 0 else {
      return failure
    }
    var failure = failure
    let row = hasNames ? line - 1 : line
    failure.message = failure.message.replacing("line \(line)", with: "\(noun) \(row)")
    failure.culprit = .file(path: path, line: 0, column: column)
    return failure
  }
}
