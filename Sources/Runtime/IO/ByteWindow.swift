@preconcurrency import Glibc

/// A run of a file's bytes; the memory is used again for the next run.
///
/// `SourceFile.slack` bytes after the run can be read: what follows in the file, or zeros.
final class ByteWindow {
  private let file: SourceFile
  private var memory: UnsafeMutablePointer<UInt8>?
  private var capacity = 0
  /// The first byte of the run.
  private(set) var base: UnsafePointer<UInt8>
  /// Its place in the file.
  private(set) var start = 0
  private(set) var count = 0

  init(_ file: SourceFile) {
    self.file = file
    let empty = UnsafeMutablePointer<UInt8>.allocate(capacity: SourceFile.slack)
    empty.initialize(repeating: 0, count: SourceFile.slack)
    memory = empty
    base = UnsafePointer(empty)
  }

  deinit { memory?.deallocate() }

  /// Whether nothing follows the run.
  var isLast: Bool { start + count >= file.count }

  /// Shows at least `length` bytes from `start` on, fewer at the file's end.
  ///
  /// - Throws: `Failure` when the file cannot be read.
  func show(_ length: Int, from start: Int) throws {
    self.start = min(start, file.count)
    if let bytes = file.bytes(from: self.start) {
      base = bytes
      count = file.count - self.start
      return
    }
    count = min(length, file.count - self.start)
    let target = room(count + SourceFile.slack)
    try file.read(count, from: self.start, into: target)
    memset(target + count, 0, SourceFile.slack)
  }

  private func room(_ wanted: Int) -> UnsafeMutablePointer<UInt8> {
    if let memory, capacity >= wanted { return memory }
    memory?.deallocate()
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: wanted)
    memory = larger
    capacity = wanted
    base = UnsafePointer(larger)
    return larger
  }
}
