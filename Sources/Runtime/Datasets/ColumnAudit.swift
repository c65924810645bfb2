/// What a model cannot learn from: columns that are constant over the training rows, and columns that
/// equal others there.
struct ColumnAudit {
  /// One sentence each.
  let notes: [String]

  /// - Complexity: O(rows x columns).
  init(_ matrix: FeatureMatrix, _ columns: [FeatureColumn], rows: [Int32]) {
    let width = matrix.columnCount
    guard let first = rows.first, rows.count > 1 else {
      notes = []
      return
    }
    let base = (0..<width).map { matrix.values[Int(first) * width + $0] }
    var isConstant = [Bool](repeating: true, count: width)
    var hashes = [UInt64](repeating: 0, count: width)
    for row in rows {
      let start = Int(row) * width
      for column in 0..<width {
        let value = matrix.values[start + column]
        if value != base[column] { isConstant[column] = false }
        hashes[column] = (hashes[column] ^ UInt64(value.bitPattern)) &* 0x100_0000_01b3
      }
    }
    let names = columns.map { "'\($0.name)'" }
    let constant = (0..<width).filter { isConstant[$0] }
      .map { "feature \(names[$0]) is constant over the training rows" }
    let moving = (0..<width).filter { !isConstant[$0] }
    let equal = Dictionary(grouping: moving) { hashes[$0] }.values
      .filter { $0.count > 1 && Self.areEqual($0, matrix, rows) }
      .sorted { $0[0] < $1[0] }
      .map { group in
        let listed = group.dropLast().map { names[$0] }.joined(separator: ", ")
        return
          "features \(listed) and \(names[group[group.count - 1]]) are equal over the training rows"
      }
    notes = constant + equal
  }

  private static func areEqual(_ group: [Int], _ matrix: FeatureMatrix, _ rows: [Int32]) -> Bool {
    rows.allSatisfy { row in
      let start = Int(row) * matrix.columnCount
      let value = matrix.values[start + group[0]]
      return group.allSatisfy { matrix.values[start + $0] == value }
    }
  }
}
