import CKernels

/// The scaled features of all rows in float32, row-major; a missing cell is stored as 0 and its row
/// is marked.
public struct FeatureMatrix: Sendable {
  public let columnCount: Int
  public let rowCount: Int
  /// `values[row * columnCount + column]`.
  public let values: [Float]
  /// False where a feature of the row is missing.
  public let isComplete: [Bool]

  /// The features as they are, computed once for the same formulas on the same columns.
  static func unscaled(
    set: FeatureSet, columns: [FeatureColumn], values source: ColumnEvaluator
  ) throws -> FeatureMatrix {
    try source.matrix(of: set.features.map(\.expression)) {
      try FeatureMatrix(set: set, columns: columns, scaler: nil, values: source)
    }
  }

  /// Computes the features in blocks of rows and writes each block's rows: no feature's column is
  /// kept.
  ///
  /// - Complexity: O(rows x columns).
  init(
    set: FeatureSet, columns: [FeatureColumn], scaler: Scaler?, values source: ColumnEvaluator
  ) throws {
    let rows = set.frame.rowCount
    for feature in set.features where feature.expression.type.axis !== set.frame.axis {
      throw Failure("feature '\(feature.name)' lies on another axis than its frame")
    }
    columnCount = columns.count
    rowCount = rows
    var (values, complete) = ([Float](), [Bool]())
    let width = columns.count
    complete = try [Bool](unsafeUninitializedCapacity: rows) { flags, flagCount in
      values = try [Float](unsafeUninitializedCapacity: rows * width) { cells, cellCount in
        fml_prefer_large_pages(cells.baseAddress, Int64(rows * width * 4))
        let writer = FeatureWriter(columns: columns, scaler: scaler, cells: cells, flags: flags)
        try source.stream(set.features.map(\.expression)) { writer.write($0, $1) }
        cellCount = rows * width
      }
      flagCount = rows
    }
    (self.values, isComplete) = (values, complete)
  }
}

/// Writes blocks of rows of a feature matrix; several threads may write different rows.
///
/// Unsafe: memory of the matrix under construction, of which each block writes its own rows.
private struct FeatureWriter: @unchecked Sendable {
  let columns: [FeatureColumn]
  let scaler: Scaler?
  let cells: UnsafeMutableBufferPointer<Float>
  let flags: UnsafeMutableBufferPointer<Bool>

  func write(_ rows: Range<Int>, _ features: [UnsafeBufferPointer<Double>]) {
    for row in rows { flags[row] = true }
    for (index, column) in columns.enumerated() {
      let values = features[column.feature]
      if column.code == nil, scaler == nil {
        write(rows, index) { values[$0] }
      } else {
        write(rows, index) { row in
          let raw = column.value(of: values[row])
          return scaler?.scale(raw, column: index) ?? raw
        }
      }
    }
  }

  @inline(__always)
  private func write(_ rows: Range<Int>, _ column: Int, _ value: (Int) -> Double) {
    let width = columns.count
    for row in rows {
      let number = value(row)
      let isGood = number.isFinite
      cells[row * width + column] = isGood ? Float(number) : 0
      if !isGood { flags[row] = false }
    }
  }
}
