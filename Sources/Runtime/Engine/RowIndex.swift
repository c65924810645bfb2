/// One row index of an executor, written in place for every batch.
///
/// Found once by name, so that a step neither compares texts nor copies arrays.
struct RowIndex {
  /// Unsafe: memory of the executor, which must outlive this value.
  private let rows: UnsafeMutableBufferPointer<Int32>

  init(_ rows: UnsafeMutableBufferPointer<Int32>) { self.rows = rows }

  var count: Int { rows.count }

  /// Writes the rows of a batch as they are, at most `count` of them.
  func write(_ values: [Int32]) { _ = rows.update(fromContentsOf: values.prefix(count)) }

  /// Writes row `positions[sample] + offset` for every sample of a batch and every offset of the
  /// source, in the order that `NetworkSource.gather` reads.
  ///
  /// - Parameter order: the batch is `order[start..<start + count / offsets.count]`.
  func write(_ positions: RowNumbers, _ order: [Int32], from start: Int, of source: NetworkSource) {
    let steps = source.offsets.count
    let size = count / steps
    let (sampleStride, stepStride) = source.isTimeMajor ? (1, size) : (steps, 1)
    for slot in 0..<size {
      let position = positions[Int(order[start + slot])]
      for step in 0..<steps {
        rows[slot * sampleStride + step * stepStride] =
          position &+ Int32(truncatingIfNeeded: source.offsets[step])
      }
    }
  }

  /// Writes the `width` rows that belong to every sample of a batch.
  ///
  /// - Parameter order: the batch is `order[start..<start + count / width]`.
  func write(_ values: RowNumbers, _ order: [Int32], from start: Int, width: Int) {
    for slot in 0..<count / width {
      let first = Int(order[start + slot]) * width
      for symbol in 0..<width { rows[slot * width + symbol] = values[first + symbol] }
    }
  }
}
