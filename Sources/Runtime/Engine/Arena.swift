@preconcurrency import Glibc

/// The one block of memory of an executor: weights, moments, constants and intermediate values.
final class Arena {
  let precision: Precision
  let count: Int
  /// Unsafe: kernels work on offsets from here; the program was verified against `count`.
  let base: UnsafeMutableRawPointer
  private let byteCount: Int
  private let isMapped: Bool

  init(count: Int, precision: Precision) {
    self.count = count + ArenaLayout.slack
    self.precision = precision
    let bytes = self.count * (precision == .float32 ? 4 : 8)
    byteCount = bytes
    if bytes >= Self.worthReleasing,
      let pages = mmap(nil, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0),
      pages != MAP_FAILED
    {
      // Pages of zeros that take memory when they are first used.
      (base, isMapped) = (pages, true)
    } else {
      base = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: 64)
      base.initializeMemory(as: UInt8.self, repeating: 0, count: bytes)
      isMapped = false
    }
  }

  deinit {
    if isMapped { munmap(base, byteCount) } else { base.deallocate() }
  }

  /// Gives the memory from a place on back to the system; it reads as zeros when it is used again.
  func release(from place: Int) {
    let size = precision == .float32 ? 4 : 8
    let page = UInt(max(1, sysconf(Int32(_SC_PAGESIZE))))
    let start = (UInt(bitPattern: base + place * size) + page - 1) / page * page
    let end = UInt(bitPattern: base + count * size) / page * page
    guard end > start, end - start >= Self.worthReleasing else { return }
    madvise(UnsafeMutableRawPointer(bitPattern: start), Int(end - start), MADV_DONTNEED)
  }

  private static let worthReleasing = 1 << 20

  private var floats: UnsafeMutablePointer<Float> { base.assumingMemoryBound(to: Float.self) }
  private var doubles: UnsafeMutablePointer<Double> { base.assumingMemoryBound(to: Double.self) }

  subscript(place: Int) -> Double {
    get { precision == .float32 ? Double(floats[place]) : doubles[place] }
    set {
      if precision == .float32 {
        floats[place] = Float(newValue)
      } else {
        doubles[place] = newValue
      }
    }
  }

  func read(_ place: Int, _ count: Int) -> [Double] { (place..<place + count).map { self[$0] } }

  func readFloats(_ place: Int, _ count: Int) -> [Float] {
    precision == .float32
      ? Array(UnsafeBufferPointer(start: floats + place, count: count))
      : (place..<place + count).map { Float(doubles[$0]) }
  }

  func write(_ values: some Sequence<Double>, at place: Int) {
    for (index, value) in values.enumerated() { self[place + index] = value }
  }

  func write(_ values: ArraySlice<Float>, at place: Int) {
    for (index, value) in values.enumerated() { self[place + index] = Double(value) }
  }

  /// Overwrites what a run must compute anew with missing values.
  func poison(from place: Int) {
    for index in place..<count { self[index] = .nan }
  }
}
