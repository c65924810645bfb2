/// The cells of one row with the bytes they lie in.
struct CSVCells {
  private let record: CSVRecord
  private let tokenizer: CSVTokenizer

  init(_ record: CSVRecord, _ tokenizer: CSVTokenizer) {
    self.record = record
    self.tokenizer = tokenizer
  }

  /// 1-based line the row begins on.
  var line: Int { record.line }

  func isEmpty(_ index: Int) -> Bool { record[index].start >= record[index].end }

  func text(_ index: Int) -> String { tokenizer.text(record[index]) }

  /// The bytes of a cell, doubled quotes included.
  func bytes(_ index: Int) -> UnsafeBufferPointer<UInt8> {
    let cell = record[index]
    return UnsafeBufferPointer(start: tokenizer.base + cell.start, count: cell.end - cell.start)
  }

  /// False when the cell is bad; the value is then missing.
  func write(_ index: Int, into buffer: CellBuffer, at row: Int) -> Bool {
    let cell = record[index]
    return cell.isEscaped
      ? buffer.write(row, text: tokenizer.text(cell))
      : buffer.write(row, tokenizer.base, cell.start, cell.end)
  }
}
