@preconcurrency import Glibc

/// Bytes on the C heap that can grow without being filled first: `read` and `inflate` fill them.
final class ByteBuffer {
  private(set) var base: UnsafeMutablePointer<UInt8>
  private(set) var count = 0
  private(set) var capacity: Int
  private let path: String

  init(capacity: Int, path: String) throws {
    let size = max(4096, capacity)
    guard let memory = malloc(size) else { throw Self.isTooLarge(path, size) }
    self.path = path
    self.capacity = size
    base = memory.assumingMemoryBound(to: UInt8.self)
  }

  deinit { free(base) }

  func starts(with bytes: [UInt8]) -> Bool {
    count >= bytes.count && bytes.indices.allSatisfy { base[$0] == bytes[$0] }
  }

  /// The first bytes, at most `most`.
  func prefix(_ most: Int) -> [UInt8] {
    Array(UnsafeBufferPointer(start: base, count: min(most, count)))
  }

  /// Appends a copy of some bytes.
  func append(_ bytes: some Collection<UInt8>) throws {
    try reserve(bytes.count)
    for byte in bytes {
      base[count] = byte
      count += 1
    }
  }

  /// Room for at least `room` more bytes.
  func reserve(_ room: Int) throws {
    guard capacity - count < room else { return }
    let wanted = max(capacity * 2, count + room)
    guard wanted < Self.limit, let memory = realloc(base, wanted) else {
      throw Self.isTooLarge(path, wanted)
    }
    base = memory.assumingMemoryBound(to: UInt8.self)
    capacity = wanted
  }

  /// Says that `added` bytes after `count` were filled.
  func advance(_ added: Int) { count += added }

  /// Half of the machine's memory: more is refused before the system kills the process.
  private static let limit = max(1 << 28, sysconf(Int32(_SC_PHYS_PAGES)) / 2 * 4096)

  /// Opens a file for reading; the size is nil where it is a pipe.
  ///
  /// - Throws: `Failure` for a missing or unreadable file, a directory, a device.
  static func opened(_ path: String) throws -> (handle: Int32, size: Int?) {
    let handle = open(path, O_RDONLY | O_CLOEXEC)
    guard handle >= 0 else { throw Self.cannotOpen(path, errno) }
    var status = stat()
    guard fstat(handle, &status) == 0 else {
      let code = errno
      close(handle)
      throw Self.cannotOpen(path, code)
    }
    let kind = status.st_mode & S_IFMT
    if kind == S_IFREG { return (handle, Int(status.st_size)) }
    if kind == S_IFIFO { return (handle, nil) }
    close(handle)
    throw kind == S_IFDIR ? Self.isDirectory(path) : Self.isNoFile(path)
  }

  /// The whole file of an open handle.
  static func reading(_ handle: Int32, size: Int, path: String) throws -> ByteBuffer {
    guard size < Self.limit else { throw Self.isTooLarge(path, size) }
    let buffer = try ByteBuffer(capacity: size + 1, path: path)
    while true {
      try buffer.reserve(1)
      let room = min(buffer.capacity - buffer.count, 1 << 24)
      let got = read(handle, buffer.base + buffer.count, room)
      if got == 0 { return buffer }
      if got < 0, errno != EINTR { throw Self.cannotOpen(path, errno) }
      try Interrupt.check()
      buffer.advance(max(0, got))
    }
  }
}

extension ByteBuffer {
  private static func cannotOpen(_ path: String, _ code: Int32) -> Failure {
    let reason =
      code == ENOENT ? "there is no such file" : String(cString: strerror(code)).lowercased()
    return Failure(
      "cannot read '\(path)': \(reason)", culprit: .file(path: path, line: 0, column: 0))
  }

  private static func isDirectory(_ path: String) -> Failure {
    Failure(
      "cannot read '\(path)': it is a directory",
      culprit: .file(path: path, line: 0, column: 0), hint: "name a file inside it")
  }

  private static func isNoFile(_ path: String) -> Failure {
    Failure(
      "cannot read '\(path)': it is a device, not a file",
      culprit: .file(path: path, line: 0, column: 0))
  }

  private static func isTooLarge(_ path: String, _ size: Int) -> Failure {
    Failure(
      "'\(path)' does not fit into memory: it needs more than \(size >> 20) MB",
      culprit: .file(path: path, line: 0, column: 0))
  }
}
