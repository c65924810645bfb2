import CKernels

extension Array {
  /// Room for `count` elements, in large pages where there are many: their first use is then much
  /// cheaper. Room that is not used costs nothing.
  mutating func reserveLarge(_ count: Int) {
    reserveCapacity(Self.wholePages(count))
    let bytes = capacity * MemoryLayout<Element>.stride
    // Unsafe: advice on whole pages inside the array's memory; it changes no byte.
    withUnsafeMutableBytes { fml_prefer_large_pages($0.baseAddress, Int64(bytes)) }
  }

  /// An array of `count` elements in large pages where there are many.
  ///
  /// - Parameter fill: Writes all of them.
  init(
    large count: Int, fill: (UnsafeMutableBufferPointer<Element>) throws -> Void
  ) rethrows {
    try self.init(largeUpTo: count) { cells in
      try fill(cells)
      return count
    }
  }

  /// An array of at most `most` elements in large pages where there are many.
  ///
  /// - Parameter fill: Writes the first ones, and says how many.
  init(
    largeUpTo most: Int, fill: (UnsafeMutableBufferPointer<Element>) throws -> Int
  ) rethrows {
    try self.init(unsafeUninitializedCapacity: Self.wholePages(most)) { cells, written in
      let bytes = cells.count * MemoryLayout<Element>.stride
      fml_prefer_large_pages(cells.baseAddress, Int64(bytes))
      written = try fill(UnsafeMutableBufferPointer(rebasing: cells[..<most]))
    }
  }

  /// A count whose memory, with what the array and the C library keep before it, is a whole number
  /// of large pages: such memory begins at a large page, so that none of it is in small ones.
  private static func wholePages(_ count: Int) -> Int {
    let (stride, page, before) = (MemoryLayout<Element>.stride, 1 << 21, 96)
    guard count >= (1 << 22) / stride, count < Int.max / 2 / stride else { return count }
    let bytes = (count * stride + before + page - 1) / page * page - before
    return bytes / stride
  }
}
