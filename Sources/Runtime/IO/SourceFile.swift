@preconcurrency import Glibc

/// The bytes of a data file: read piece by piece, or held whole where they had to be unpacked.
///
/// Read, not mapped: a mapped file that another program cuts short kills the process, and pieces
/// that are used again stay in the cache.
final class SourceFile: Sendable {
  /// Readable bytes after the last one, all zero: a reader may look at several bytes at once.
  static let slack = 64

  let path: String
  let count: Int
  /// Unsafe: nobody writes to it after `init`.
  nonisolated(unsafe) private let memory: ByteBuffer?
  private let handle: Int32

  /// - Throws: `Failure` for a missing or unreadable file, a directory, an empty file, a format
  ///   that is not text, a damaged gzip or zstd stream; `Interrupted`.
  convenience init(path: String) throws {
    let (handle, size) = try ByteBuffer.opened(path)
    var head = [UInt8](repeating: 0, count: 16)
    let got = size.map { _ in max(0, pread(handle, &head, head.count, 0)) } ?? 0
    if let size, size > 0, !head.starts(with: Gzip.mark), !head.starts(with: Zstd.mark) {
      self.init(path: path, count: size, memory: nil, handle: handle)
      if let format = Self.foreignFormat(Array(head.prefix(got))) {
        throw Self.isNotText(path, format)
      }
      return
    }
    defer { close(handle) }
    try self.init(
      path: path, raw: try ByteBuffer.reading(handle, size: size ?? 0, path: path))
  }

  /// Bytes that are in memory already, unpacked where they are packed.
  convenience init(path: String, raw: ByteBuffer) throws {
    guard raw.count > 0 else { throw Self.isEmpty(path) }
    if let format = Self.foreignFormat(raw.prefix(16)) { throw Self.isNotText(path, format) }
    let bytes = try Self.unpacked(raw, path)
    guard bytes.count > 0 else { throw Self.isEmpty(path) }
    if let format = Self.foreignFormat(bytes.prefix(16)) { throw Self.isNotText(path, format) }
    try bytes.reserve(Self.slack)
    memset(bytes.base + bytes.count, 0, Self.slack)
    self.init(path: path, count: bytes.count, memory: bytes, handle: -1)
  }

  private static func unpacked(_ raw: ByteBuffer, _ path: String) throws -> ByteBuffer {
    if raw.starts(with: Gzip.mark) { return try Gzip.unpack(raw, path: path) }
    return raw.starts(with: Zstd.mark) ? try Zstd.unpack(raw, path: path) : raw
  }

  private init(path: String, count: Int, memory: ByteBuffer?, handle: Int32) {
    self.path = path
    self.count = count
    self.memory = memory
    self.handle = handle
  }

  deinit {
    if handle >= 0 { close(handle) }
  }

  /// The bytes from `start` on where the file is in memory; nil where they must be read.
  func bytes(from start: Int) -> UnsafePointer<UInt8>? {
    memory.map { UnsafePointer($0.base + start) }
  }

  /// Reads `count` bytes from `start` on.
  ///
  /// - Throws: `Failure` when the file cannot be read or has become shorter.
  func read(_ count: Int, from start: Int, into target: UnsafeMutablePointer<UInt8>) throws {
    var done = 0
    while done < count {
      let got = pread(handle, target + done, count - done, off_t(start + done))
      if got > 0 {
        done += got
      } else if got == 0 || errno != EINTR {
        throw Self.isShorter(path)
      }
    }
  }

  private static func foreignFormat(_ bytes: [UInt8]) -> String? {
    let marks: [([UInt8], String)] = [
      (Array("PAR1".utf8), "a Parquet file"), ([0x50, 0x4b, 3, 4], "a zip or Excel file"),
      (Array("BZh".utf8), "packed with bzip2"),
      ([0xfd, 0x37, 0x7a, 0x58, 0x5a], "packed with xz"), ([0xff, 0xfe], "UTF-16 text"),
      ([0xfe, 0xff], "UTF-16 text"), ([0x89, 0x48, 0x44, 0x46], "an HDF5 file"),
      (Array("%PDF".utf8), "a PDF file"),
    ]
    return marks.first { bytes.starts(with: $0.0) }?.1
  }
}

extension SourceFile {
  private static func isEmpty(_ path: String) -> Failure {
    Failure("'\(path)' is empty", culprit: .file(path: path, line: 0, column: 0))
  }

  private static func isShorter(_ path: String) -> Failure {
    Failure(
      "'\(path)' became shorter while it was read", culprit: .file(path: path, line: 0, column: 0))
  }

  private static func isNotText(_ path: String, _ format: String) -> Failure {
    Failure(
      "'\(path)' is \(format); load reads delimited text and JSON, plain or packed with gzip or zstd",
      culprit: .file(path: path, line: 0, column: 0),
      hint: "convert it to a .csv or .csv.gz file in UTF-8")
  }
}
