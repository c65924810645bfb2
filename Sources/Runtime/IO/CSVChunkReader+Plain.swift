/// The short way through rows of plain cells.
extension CSVChunkReader {
  /// Reads rows from `position` on while all their cells are plain and they begin before `end`.
  ///
  /// What a row wrote before a cell stopped it is written again by whoever reads the row.
  func readPlainRows(until end: Int) {
    // A time of day in a column of its own is put together cell by cell.
    guard clockIndex == nil else { return }
    while position < end, rowCount < limit {
      let start = position - window.start
      plain.find(
        window.base + start, count: window.count - start, stop: end - position,
        most: min(limit - rowCount, stretch))
      let found = plain.count
      let rows = readColumns(found)
      take(rows)
      guard rows == found, found > 0 else {
        // Few rows are looked at in vain where many are not plain.
        stretch = 4
        return
      }
      stretch = min(stretch * 4, Self.longestStretch)
    }
  }

  static let longestStretch = 1 << 20

  /// Column by column; returns how many rows are plain in all of them.
  private func readColumns(_ found: Int) -> Int {
    var rows = found
    for column in unused { rows = plain.skip(column, rows: rows) }
    for column in columns { rows = column.read(plain, rows: rows, at: rowCount) }
    if let symbols { rows = symbols.read(plain, rows: rows, at: rowCount) }
    guard let time, let timeIndex else { return rows }
    return time.read(plain, column: timeIndex, rows: rows, at: rowCount)
  }

  /// Goes on behind the first rows found, of which those asked for are kept.
  private func take(_ rows: Int) {
    guard rows > 0 else { return }
    line += rows
    position += plain.start(of: rows)
    let kept = isFiltering ? keep(rows) : rows
    time?.settle(kept, at: rowCount)
    rowCount += kept
  }

  /// Moves the rows asked for together; returns how many they are.
  private func keep(_ rows: Int) -> Int {
    var kept = 0
    for row in rowCount..<rowCount + rows {
      if let symbols, !isWanted(symbols, row) { continue }
      if isBounded, let wall = time?.wall(at: row), wall < bounds.first || wall > bounds.last {
        continue
      }
      let place = rowCount + kept
      kept += 1
      guard place < row else { continue }
      time?.move(row, to: place)
      symbols?.move(row, to: place)
      for column in columns { column.move(row, to: place) }
    }
    return kept
  }
}
