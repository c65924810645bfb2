import CKernels

/// Numbers that gathers read, row-major; owned here, never changed, so threads may share it.
public final class SourceMatrix: @unchecked Sendable {
  public let rows: Int
  public let columns: Int
  public let precision: Precision
  /// Unsafe: kernels read it by address; it is written once before it is shared.
  let values: UnsafeMutableRawPointer

  /// - Throws: `Failure` when the count is not rows times columns.
  public convenience init(_ values: [Double], columns: Int = 1) throws {
    try self.init(count: values.count, columns, .float64)
    values.withUnsafeBytes { self.values.copyMemory(from: $0) }
  }

  /// - Throws: `Failure` when the count is not rows times columns.
  public convenience init(_ values: [Float], columns: Int) throws {
    try self.init(count: values.count, columns, .float32)
    values.withUnsafeBytes { self.values.copyMemory(from: $0) }
  }

  private init(count: Int, _ columns: Int, _ precision: Precision) throws {
    guard columns > 0, count % columns == 0 else {
      throw Failure("\(count) numbers do not make rows of \(columns)")
    }
    self.rows = count / columns
    self.columns = columns
    self.precision = precision
    let bytes = count * (precision == .float32 ? 4 : 8)
    values = UnsafeMutableRawPointer.allocate(byteCount: max(64, bytes), alignment: 64)
  }

  /// One number, row-major; missing outside.
  func float(at place: Int) -> Float {
    guard place >= 0, place < rows * columns else { return .nan }
    return precision == .float32
      ? values.load(fromByteOffset: place * 4, as: Float.self)
      : Float(values.load(fromByteOffset: place * 8, as: Double.self))
  }

  deinit { values.deallocate() }

  /// Asks the caches for the rows `positions[sample]` of samples to come, `order[range]`.
  func prefetch(_ positions: RowNumbers, _ order: [Int32], _ range: Range<Int>) {
    let stride = columns * (precision == .float32 ? 4 : 8)
    for slot in range {
      let row = Int(positions[Int(order[slot])])
      guard row >= 0, row < rows else { continue }
      // Unsafe: an address inside the matrix; nothing is read.
      fml_prefetch(values + row * stride, Int64(stride))
    }
  }
}

extension UnsafeMutableRawPointer {
  fileprivate func copyMemory(from bytes: UnsafeRawBufferPointer) {
    guard let base = bytes.baseAddress else { return }
    copyMemory(from: base, byteCount: bytes.count)
  }
}
