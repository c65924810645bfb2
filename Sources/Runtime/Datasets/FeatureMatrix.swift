/// The scaled features of all rows in float32, row-major; a missing cell is stored as 0 and its row
/// is marked.
public struct FeatureMatrix: Sendable {
  public let columnCount: Int
  public let rowCount: Int
  /// `values[row * columnCount + column]`.
  public let values: [Float]
  /// False where a feature of the row is missing.
  public let isComplete: [Bool]

  /// Fills the matrix column by column.
  ///
  /// - Complexity: O(rows x columns).
  init(
    set: FeatureSet, columns: [FeatureColumn], scaler: Scaler?, values source: ColumnValues
  ) throws {
    let rows = set.frame.rowCount
    let width = columns.count
    var values = [Float](repeating: 0, count: rows * width)
    var complete = [Bool](repeating: true, count: rows)
    for (index, feature) in set.features.enumerated() {
      let cells = try Self.cells(of: feature, rows: rows, source)
      for (column, entry) in columns.enumerated() where entry.feature == index {
        for row in 0..<rows {
          let raw = entry.value(of: cells[row])
          let value = scaler?.scale(raw, column: column) ?? raw
          if value.isFinite {
            values[row * width + column] = Float(value)
          } else {
            complete[row] = false
          }
        }
      }
      try Interrupt.check()
    }
    self.columnCount = width
    self.rowCount = rows
    self.values = values
    self.isComplete = complete
  }

  private static func cells(
    of feature: FeatureSet.Feature, rows: Int, _ source: ColumnValues
  ) throws -> [Double] {
    let cells = try source(feature.expression)
    guard cells.count == rows else {
      throw Failure("feature '\(feature.name)' has \(cells.count) rows, its frame \(rows)")
    }
    return cells
  }
}
