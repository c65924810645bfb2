@preconcurrency import Glibc

/// Unpacks zstd streams, several frames included, by the system's libzstd, which is loaded when a file
/// first needs it.
enum Zstd {
  /// How every frame begins.
  static let mark: [UInt8] = [0x28, 0xb5, 0x2f, 0xfd]

  /// - Throws: `Failure` when the stream is damaged or cut off, or the library is not installed;
  ///   `Interrupted`.
  static func unpack(_ packed: ByteBuffer, path: String) throws -> ByteBuffer {
    guard let library else { throw isMissing(path) }
    guard let stream = library.create() else { throw isMissing(path) }
    defer { _ = library.free(stream) }
    let output = try ByteBuffer(capacity: packed.count * 4, path: path)
    var (read, rest) = (0, 1)
    while read < packed.count {
      try Interrupt.check()
      try output.reserve(1 << 17)
      var target = Span(
        base: UInt(bitPattern: output.base + output.count),
        size: min(output.capacity - output.count, 1 << 24))
      var source = Span(base: UInt(bitPattern: packed.base), size: packed.count, position: read)
      rest = library.decompress(stream, &target, &source)
      guard library.isError(rest) == 0 else { throw isDamaged(path, source.position) }
      guard source.position > read || target.position > 0 else { throw isCutOff(path) }
      output.advance(target.position)
      read = source.position
    }
    try drain(library, stream, into: output, rest, path)
    return output
  }

  /// What the library still holds when all was read.
  private static func drain(
    _ library: Library, _ stream: OpaquePointer, into output: ByteBuffer, _ waiting: Int,
    _ path: String
  ) throws {
    var rest = waiting
    while rest != 0 {
      try Interrupt.check()
      try output.reserve(1 << 17)
      var target = Span(
        base: UInt(bitPattern: output.base + output.count),
        size: min(output.capacity - output.count, 1 << 24))
      var source = Span(base: UInt(bitPattern: output.base), size: 0)
      rest = library.decompress(stream, &target, &source)
      guard library.isError(rest) == 0, target.position > 0 || rest == 0 else {
        throw isCutOff(path)
      }
      output.advance(target.position)
    }
  }

  /// `ZSTD_inBuffer` and `ZSTD_outBuffer`: an address, a size and a position.
  private struct Span {
    var base: UInt
    var size: Int
    var position = 0
  }

  /// Functions of libzstd's stable interface.
  private struct Library: Sendable {
    typealias Create = @convention(c) () -> OpaquePointer?
    typealias Free = @convention(c) (OpaquePointer) -> Int
    typealias Decompress =
      @convention(c) (OpaquePointer, UnsafeMutableRawPointer, UnsafeMutableRawPointer) -> Int
    typealias IsError = @convention(c) (Int) -> UInt32

    let create: Create
    let free: Free
    let decompress: Decompress
    let isError: IsError

    init?() {
      guard let handle = dlopen("libzstd.so.1", RTLD_NOW | RTLD_LOCAL),
        let create = dlsym(handle, "ZSTD_createDStream"),
        let free = dlsym(handle, "ZSTD_freeDStream"),
        let decompress = dlsym(handle, "ZSTD_decompressStream"),
        let isError = dlsym(handle, "ZSTD_isError")
      else { return nil }
      // The types are those of zstd.h.
      self.create = unsafeBitCast(create, to: Create.self)
      self.free = unsafeBitCast(free, to: Free.self)
      self.decompress = unsafeBitCast(decompress, to: Decompress.self)
      self.isError = unsafeBitCast(isError, to: IsError.self)
    }
  }

  /// nil where it is not installed.
  private static let library = Library()
}

extension Zstd {
  private static func isMissing(_ path: String) -> Failure {
    Failure(
      "'\(path)' is packed with zstd, and libzstd is not installed",
      culprit: .file(path: path, line: 0, column: 0),
      hint: "apt-get install libzstd1, or unpack it first: zstd -d '\(path)'")
  }

  private static func isDamaged(_ path: String, _ offset: Int) -> Failure {
    Failure(
      "'\(path)' is damaged: its zstd stream breaks near byte \(offset)",
      culprit: .file(path: path, line: 0, column: 0), hint: "test it with: zstd -t '\(path)'")
  }

  private static func isCutOff(_ path: String) -> Failure {
    Failure(
      "'\(path)' is cut off: its zstd stream has no end",
      culprit: .file(path: path, line: 0, column: 0), hint: "test it with: zstd -t '\(path)'")
  }
}
