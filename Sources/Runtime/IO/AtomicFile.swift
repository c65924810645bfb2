@preconcurrency import Glibc

/// Writes whole files so that a reader sees the old content or the new, never a part.
public enum AtomicFile {
  /// Writes to a temporary file in the same folder, flushes it to the disk and renames it.
  ///
  /// - Throws: `Failure` naming the file; the temporary file is removed.
  public static func write(_ bytes: [UInt8], to path: String) throws {
    var template = Array((path + ".XXXXXX").utf8CString)
    let descriptor = mkstemp(&template)
    guard descriptor >= 0 else { throw failure(path, errno) }
    // Reason: C wants a pointer to the name it has just filled in.
    let temporary = template.withUnsafeBufferPointer { buffer in
      buffer.baseAddress.map { String(cString: $0) } ?? ""
    }
    var code = writeAll(bytes, to: descriptor)
    if code == 0, fchmod(descriptor, 0o644) != 0 { code = errno }
    if code == 0, fsync(descriptor) != 0 { code = errno }
    if close(descriptor) != 0, code == 0 { code = errno }
    if code == 0, rename(temporary, path) != 0 { code = errno }
    guard code == 0 else {
      unlink(temporary)
      throw failure(path, code)
    }
  }

  public static func write(_ text: String, to path: String) throws {
    try write(Array(text.utf8), to: path)
  }

  /// - Throws: `Failure` naming the file.
  public static func read(_ path: String) throws -> [UInt8] {
    let descriptor = open(path, O_RDONLY)
    guard descriptor >= 0 else { throw failure(path, errno, verb: "read") }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw failure(path, errno, verb: "read") }
    guard status.st_mode & S_IFMT == S_IFREG else { throw failure(path, EISDIR, verb: "read") }
    var bytes = [UInt8](repeating: 0, count: max(0, Int(status.st_size)))
    var filled = 0
    while filled < bytes.count {
      let start = filled
      // Reason: read(2) fills the array's memory.
      let got = bytes.withUnsafeMutableBytes { buffer in
        Glibc.read(descriptor, buffer.baseAddress?.advanced(by: start), buffer.count - start)
      }
      if got < 0, errno == EINTR { continue }
      guard got >= 0 else { throw failure(path, errno, verb: "read") }
      guard got > 0 else { break }
      filled += got
    }
    return filled == bytes.count ? bytes : Array(bytes[..<filled])
  }

  private static func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Int32 {
    // Reason: write(2) reads the array's memory.
    bytes.withUnsafeBytes { buffer in
      var written = 0
      while written < buffer.count {
        let count = Glibc.write(
          descriptor, buffer.baseAddress?.advanced(by: written), buffer.count - written)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return count < 0 ? errno : EIO }
        written += count
      }
      return 0
    }
  }

  private static func failure(_ path: String, _ code: Int32, verb: String = "write") -> Failure {
    Failure(
      "cannot \(verb) \(path): \(String(cString: strerror(code)))",
      culprit: .file(path: path, line: 0, column: 0))
  }
}
