extension SampleSpace {
  /// Every row of a dataset's symbols whose last `history` rows, itself included, are complete.
  static func rows(of dataset: Dataset, history: Int = 1) -> SampleSpace {
    var rows: [Int32] = []
    for index in dataset.segments {
      var run = 0
      for row in dataset.axis.segments[index].rows {
        run = dataset.matrix.isComplete[row] ? run + 1 : 0
        if run >= history { rows.append(Int32(clamping: row)) }
      }
    }
    return SampleSpace(kind: .row, width: 1, rows: rows, positions: rows)
  }

  /// Every row that ends `length` complete rows of one symbol without a gap between them.
  static func windows(of dataset: Dataset, length: Int) throws -> SampleSpace {
    let ends = rows(of: dataset, history: length).rows
    guard !ends.isEmpty else {
      throw Failure(
        "no symbol has \(length) complete rows in a row", culprit: .parameter("window"),
        hint: "a shorter window, or features that are there from earlier on")
    }
    return SampleSpace(kind: .window(length), width: 1, rows: ends, positions: ends)
  }

  /// Every date with all symbols and `history - 1` such dates before it; positions are dates.
  static func dates(_ table: DateTable, history: Int) -> SampleSpace {
    let first = min(max(0, history - 1), table.count)
    var notes: [String] = []
    if table.dropped > 0 {
      notes.append("\(NumberFormat.count(table.dropped)) dates with a missing symbol dropped")
    }
    return SampleSpace(
      kind: .date, width: table.width, rows: Array(table.rows[(first * table.width)...]),
      positions: (first..<table.count).map { Int32(clamping: $0) }, notes: notes)
  }
}
