/// The way through rows that are cut into cells first.
extension CSVChunkReader {
  /// Cuts one row into cells, then reads them.
  func readCarefully() throws -> CSVTokenizer.Step {
    var tokenizer = CSVTokenizer(
      window, delimiter: job.dialect.delimiter, path: job.file.path,
      position: position - window.start, line: line)
    let step = try tokenizer.next(record)
    guard case .row = step else { return step }
    let row = CSVCells(record, tokenizer)
    defer {
      position = window.start + tokenizer.position
      line = tokenizer.line
    }
    if record.count == 1, record[0].start == record[0].end { return step }
    guard record.count == job.width else {
      guard job.options.bad != .error else { throw ragged(tokenizer) }
      skipped.add(record.line)
      return step
    }
    if try readRow(row) { rowCount += 1 }
    return step
  }

  /// False when the row is left out.
  private func readRow(_ row: CSVCells) throws -> Bool {
    guard try readSymbol(row) else { return false }
    var label: ParsedTime?
    if let time, let timeIndex {
      guard let parsed = parsedTime(time, timeIndex, row) else {
        return try reject(row, timeIndex, "is not a date or time like those above it")
      }
      let wall = time.wall(parsed)
      guard wall >= bounds.first, wall <= bounds.last else { return false }
      label = parsed
    }
    for column in columns where !row.write(column.index, into: column, at: rowCount) {
      if try !acceptBad(row, column) { return false }
    }
    if let label { time?.write(rowCount, label) }
    return true
  }

  private func acceptBad(_ row: CSVCells, _ column: CellBuffer) throws -> Bool {
    guard job.options.bad == .nan else {
      return try reject(row, column.index, "is not a number")
    }
    blanked.add(row.line)
    return true
  }

  /// Throws, or counts the row as skipped and returns false.
  private func reject(_ row: CSVCells, _ index: Int, _ reason: String) throws -> Bool {
    guard job.options.bad != .error else { throw badCell(row, index, reason) }
    skipped.add(row.line)
    return false
  }

  private func readSymbol(_ row: CSVCells) throws -> Bool {
    guard let symbols else { return true }
    guard !row.isEmpty(symbols.index) else {
      return try reject(row, symbols.index, "names no symbol")
    }
    _ = row.write(symbols.index, into: symbols, at: rowCount)
    return isWanted(symbols, rowCount)
  }

  /// Whether `symbols=` asks for the symbol of a row.
  func isWanted(_ symbols: CellBuffer, _ row: Int) -> Bool {
    guard let names = job.options.symbols else { return true }
    let code = Int(symbols.code(row))
    while wanted.count <= code { wanted.append(names.contains(symbols.labels[wanted.count])) }
    return wanted[code]
  }

  private func parsedTime(_ time: TimeCells, _ index: Int, _ row: CSVCells) -> ParsedTime? {
    let cell = row.bytes(index)
    guard let clockIndex else { return cell.baseAddress.flatMap { time.parse($0, 0, cell.count) } }
    clockText.removeAll(keepingCapacity: true)
    clockText.append(contentsOf: cell)
    clockText.append(32)
    clockText.append(contentsOf: row.bytes(clockIndex))
    return clockText.withUnsafeBufferPointer { bytes in
      bytes.baseAddress.flatMap { time.parse($0, 0, bytes.count) }
    }
  }
}

extension CSVChunkReader {
  private func ragged(_ tokenizer: CSVTokenizer) -> Failure {
    let isLast = window.start + tokenizer.position >= job.file.count
    let width = job.width
    return Failure(
      "line \(record.line) of '\(job.file.path)' holds \(record.count) values where \(width) are "
        + "expected",
      culprit: .file(
        path: job.file.path, line: record.line, column: min(record.count, width) + 1),
      hint: isLast
        ? "it is the last line: the file may be cut off; bad=skip leaves such rows out"
        : "bad=skip leaves such rows out")
  }

  private func badCell(_ row: CSVCells, _ index: Int, _ reason: String) -> Failure {
    let text = TextTable.clean(String(row.text(index).prefix(40)))
    let name = job.schema.columns[index].original
    return Failure(
      "'\(text)' in column '\(name)', line \(row.line), \(reason)",
      culprit: .file(path: job.file.path, line: row.line, column: index + 1),
      hint: "bad=skip leaves such rows out, bad=nan reads the cell as missing")
  }
}
