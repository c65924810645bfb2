/// What a model cannot learn from: columns that are constant over the training rows, and columns that
/// equal others there.
struct ColumnAudit {
  /// One sentence each.
  let notes: [String]

  /// Rows that are looked at first: what differs there is neither constant nor equal.
  private static let sampleSize = 1_024

  /// - Complexity: O(columns) rows of a sample, and all rows of the columns that it leaves in doubt.
  init(_ matrix: FeatureMatrix, _ columns: [FeatureColumn], rows: [Int32]) {
    guard rows.count > 1 else {
      notes = []
      return
    }
    let step = max(1, rows.count / Self.sampleSize)
    let sample = stride(from: 0, to: rows.count, by: step).map { rows[$0] }
    let names = columns.map { "'\($0.name)'" }
    let all = Array(0..<matrix.columnCount)
    let still = Self.constant(Self.constant(all, matrix, sample), matrix, rows)
    let constant = still.map { "feature \(names[$0]) is constant over the training rows" }
    let moving = all.filter { !still.contains($0) }
    let equal = Self.equal(moving, matrix, sample)
      .flatMap { Self.equal($0, matrix, rows) }
      .sorted { $0[0] < $1[0] }
      .map { group in
        let listed = group.dropLast().map { names[$0] }.joined(separator: ", ")
        return
          "features \(listed) and \(names[group[group.count - 1]]) are equal over the training rows"
      }
    notes = constant + equal
  }

  /// Those of the columns that hold one value in these rows.
  private static func constant(
    _ columns: [Int], _ matrix: FeatureMatrix, _ rows: [Int32]
  ) -> [Int] {
    guard let first = rows.first else { return [] }
    let base = Int(first) * matrix.columnCount
    return columns.filter { column in
      let value = matrix.values[base + column]
      return rows.allSatisfy { matrix.values[Int($0) * matrix.columnCount + column] == value }
    }
  }

  /// Groups of two and more of the columns that agree in these rows.
  private static func equal(
    _ columns: [Int], _ matrix: FeatureMatrix, _ rows: [Int32]
  ) -> [[Int]] {
    guard columns.count > 1 else { return [] }
    var groups: [[Int]] = []
    for column in columns {
      let twin = groups.firstIndex { group in
        rows.allSatisfy { row in
          let start = Int(row) * matrix.columnCount
          return matrix.values[start + group[0]] == matrix.values[start + column]
        }
      }
      if let twin { groups[twin].append(column) } else { groups.append([column]) }
    }
    return groups.filter { $0.count > 1 }
  }
}
