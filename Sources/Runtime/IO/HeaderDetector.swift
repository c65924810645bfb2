/// Tells whether the first line of a file names its columns, and takes the names.
struct HeaderDetector {
  let sample: CSVSample
  let decimal: DecimalParser
  let options: CSVOptions
  let path: String

  struct Result {
    /// The file's spelling, one for each cell of a row.
    var names: [String]
    var hasHeader: Bool
    var isNamed: Bool
  }

  /// - Throws: `Failure` when header and rows differ in length, or there are no rows.
  func detect() throws -> Result {
    guard let first = sample.rows.first else { throw isEmpty() }
    switch options.header {
    case .none: return Result(names: blanks(sample.rows[...]), hasHeader: false, isNamed: false)
    case .names(let names): return try given(names, first)
    case .auto:
      guard isHeader(first) else {
        return Result(names: blanks(sample.rows[...]), hasHeader: false, isNamed: false)
      }
      let width = try width(after: first)
      guard width == first.cells.count else { throw headerMismatch(first.cells.count, width) }
      return Result(names: first.cells, hasHeader: true, isNamed: true)
    }
  }

  private func given(_ names: [String], _ first: CSVSample.Row) throws -> Result {
    let hasHeader = isHeader(first)
    let width = hasHeader ? try width(after: first) : blanks(sample.rows[...]).count
    guard names.count == width else { throw namesMismatch(names.count, width) }
    return Result(names: names, hasHeader: hasHeader, isNamed: true)
  }

  private func width(after first: CSVSample.Row) throws -> Int {
    guard sample.rows.count > 1 else { throw headerOnly() }
    return CSVSample.usualWidth(sample.rows.dropFirst(), preferred: first.cells.count)
  }

  private func blanks(_ rows: ArraySlice<CSVSample.Row>) -> [String] {
    let preferred = rows.first?.cells.count ?? 0
    return Array(repeating: "", count: CSVSample.usualWidth(rows, preferred: preferred))
  }

  /// A header has no values, or has words above columns of values.
  private func isHeader(_ first: CSVSample.Row) -> Bool {
    let words = first.cells.indices.filter { isWord(first.cells[$0]) }
    if words.isEmpty { return false }
    if !first.cells.contains(where: { !MissingMarker.matches($0) && !isWord($0) }) { return true }
    let below = sample.rows.dropFirst().prefix(50)
    return words.contains { column in
      let present = CSVSample.present(below, column: column)
      return !present.isEmpty && present.count(where: isWord) * 2 < present.count
    }
  }

  /// Neither a number, nor a time, nor missing.
  private func isWord(_ text: String) -> Bool {
    guard !MissingMarker.matches(text), decimal.parse(text) == nil else { return false }
    let layouts = TimeLayout.automatic + [.dayFirst, .monthFirst]
    return !layouts.contains { layout in
      var parser = TimeParser(layout)
      return parser.parse(text) != nil
    }
  }
}

extension HeaderDetector {
  private func isEmpty() -> Failure {
    Failure("'\(path)' has no rows", culprit: .file(path: path, line: 1, column: 0))
  }

  private func headerOnly() -> Failure {
    Failure("'\(path)' has a header but no rows", culprit: .file(path: path, line: 1, column: 0))
  }

  private func headerMismatch(_ names: Int, _ width: Int) -> Failure {
    let line = sample.rows.dropFirst().first?.line ?? 2
    return Failure(
      "the header of '\(path)' names \(names) columns, but the rows hold \(width) values",
      culprit: .file(path: path, line: line, column: min(names, width) + 1),
      hint: "name the \(width) columns yourself: header=[\"time\", ...]")
  }

  private func namesMismatch(_ names: Int, _ width: Int) -> Failure {
    Failure(
      "header= names \(names) columns, but the rows of '\(path)' hold \(width) values",
      culprit: .parameter("header"))
  }
}
