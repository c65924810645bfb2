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

  var bytes: Int { values.count * MemoryLayout<Float>.stride + isComplete.count }

  /// The features as they are, computed once for the same formulas on the same columns.
  static func unscaled(
    set: FeatureSet, columns: [FeatureColumn], values source: ColumnEvaluator
  ) throws -> FeatureMatrix {
    try source.matrix(of: set.features.map(\.expression)) {
      try FeatureMatrix(set: set, columns: columns, scaler: nil, values: source)
    }
  }

  /// The matrix of a set, with nothing known of its columns before.
  ///
  /// - Throws: `Failure` when a feature cannot be computed over rows; `Interrupted`.
  public static func anew(_ set: FeatureSet, threads: Int) throws -> FeatureMatrix {
    try FeatureMatrix(
      set: set, columns: FeatureColumn.expand(set), scaler: nil,
      values: ColumnEvaluator(threads: threads))
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

  private static let kernel = fml_table_double().pointee.interleave

  /// Numbers are read where they are; what is coded or scaled goes through a column of its own.
  func write(_ rows: Range<Int>, _ features: [UnsafeBufferPointer<Double>]) {
    let isPlain = columns.map { $0.code == nil && scaler == nil }
    let made = isPlain.count { !$0 }
    withUnsafeTemporaryAllocation(of: Double.self, capacity: max(1, made * rows.count)) { room in
      var sources: [UnsafePointer<Double>?] = []
      var used = 0
      for (index, column) in columns.enumerated() {
        let values = features[column.feature]
        if isPlain[index] {
          sources.append(values.baseAddress)
        } else {
          let target = UnsafeMutableBufferPointer(rebasing: room[used..<used + rows.count])
          for row in rows {
            let raw = column.value(of: values[row])
            target[row - rows.lowerBound] = scaler?.scale(raw, column: index) ?? raw
          }
          sources.append(target.baseAddress.map { UnsafePointer($0 - rows.lowerBound) })
          used += rows.count
        }
      }
      write(rows, sources)
    }
  }

  /// - Parameter sources: Per column the address that its row 0 has or would have.
  private func write(_ rows: Range<Int>, _ sources: [UnsafePointer<Double>?]) {
    guard let cells = cells.baseAddress, let kernel = Self.kernel else { return }
    flags.withMemoryRebound(to: UInt8.self) { flags in
      kernel(
        sources, Int64(columns.count), Int64(rows.lowerBound), Int64(rows.upperBound), cells,
        flags.baseAddress)
    }
  }
}
