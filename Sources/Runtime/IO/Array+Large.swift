@preconcurrency import Glibc

extension Array {
  /// Room for `count` elements, in large pages where there are many: their first use is then much
  /// cheaper. Room that is not used costs nothing.
  mutating func reserveLarge(_ count: Int) {
    reserveCapacity(count)
    let bytes = capacity * MemoryLayout<Element>.stride
    guard bytes >= 1 << 22 else { return }
    // Unsafe: advice on whole pages inside the array's memory; it changes no byte.
    withUnsafeMutableBytes { buffer in
      guard let base = buffer.baseAddress else { return }
      let page = 4096
      let first = (Int(bitPattern: base) + page - 1) / page * page
      let last = (Int(bitPattern: base) + bytes) / page * page
      if last > first { madvise(UnsafeMutableRawPointer(bitPattern: first), last - first, 14) }
    }
  }
}
