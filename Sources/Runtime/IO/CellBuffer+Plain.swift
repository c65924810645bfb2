/// Reading a column of plain rows.
extension CellBuffer {
  /// Writes the cells of the first rows from `first` on; returns the first row that is not plain.
  func read(_ plain: PlainRows, rows: Int, at first: Int) -> Int {
    switch role {
    case .number:
      guard let numbers else { return 0 }
      return plain.numbers(index, mark: decimalMark, rows: rows, into: numbers + first)
    case .undecided: return readMissing(plain, rows: rows, at: first)
    default: return readTexts(plain, rows: rows, at: first)
    }
  }

  /// Nothing decides an empty cell's kind.
  private func readMissing(_ plain: PlainRows, rows: Int, at first: Int) -> Int {
    for row in 0..<rows {
      guard plain.cell(row, index).isEmpty else { return row }
      writeMissing(first + row)
    }
    return rows
  }

  private func readTexts(_ plain: PlainRows, rows: Int, at first: Int) -> Int {
    for row in 0..<rows {
      let cell = plain.cell(row, index)
      guard let base = cell.baseAddress, PlainRows.isPlain(cell),
        role != .symbol || !cell.isEmpty, write(first + row, base, 0, cell.count)
      else { return row }
    }
    return rows
  }

  /// Copies the cell of a row to an earlier one.
  func move(_ row: Int, to place: Int) {
    if holdsCodes {
      if let codes { codes[place] = codes[row] }
    } else if let numbers {
      numbers[place] = numbers[row]
    }
  }
}
