import CKernels

extension Column {
  public var missingCount: Int { missingCount(0..<count) }

  /// Missing cells of some rows of the column.
  func missingCount(_ rows: Range<Int>) -> Int {
    switch self {
    case .numbers(let values):
      // Unsafe: the rows are the column's.
      values.withUnsafeBufferPointer { cells in
        guard let base = cells.baseAddress, let count = fml_table_double().pointee.count_missing
        else { return 0 }
        return Int(count(base + rows.lowerBound, Int64(rows.count)))
      }
    case .category(let codes, _): codes[rows].count { $0 < 0 }
    }
  }
}
