@preconcurrency import Glibc

/// Writes whole files so that a reader sees the old content or the new, never a part.
public enum AtomicFile {
  /// Writes to a temporary file in the same folder, flushes it to the disk and renames it.
  ///
  /// - Throws: `Failure` naming the file; the old file is then untouched.
  ///
  /// - Parameter isInterruptible: Whether Ctrl-C gives the writing up.
  public static func write(
    _ bytes: [UInt8], to path: String, isInterruptible: Bool = true
  ) throws {
    try write(to: path, isInterruptible: isInterruptible) { emit in try emit(bytes) }
  }

  /// Writes in pieces: `body` is handed a function that takes bytes.
  ///
  /// - Throws: as above, and what `body` throws.
  public static func write(
    to path: String, isInterruptible: Bool = true,
    _ body: (_ emit: ([UInt8]) throws -> Void) throws -> Void
  ) throws {
    try refuse(path)
    let target = resolvedLink(path)
    let temporary = "\(target).\(getpid()).tmp"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw failure(path, errno) }
    do {
      try body { bytes in
        if isInterruptible { try Interrupt.check() }
        let code = writeAll(bytes, to: descriptor)
        if code != 0 { throw failure(path, code) }
      }
      guard fsync(descriptor) == 0 else { throw failure(path, errno) }
    } catch {
      close(descriptor)
      unlink(temporary)
      throw error
    }
    guard close(descriptor) == 0, rename(temporary, target) == 0 else {
      let code = errno
      unlink(temporary)
      throw failure(path, code)
    }
  }

  /// A rename would replace a file that its owner protected.
  private static func refuse(_ path: String) throws {
    var status = stat()
    guard stat(path, &status) == 0 else { return }
    if status.st_mode & S_IFMT != S_IFREG { throw failure(path, EISDIR) }
    if access(path, W_OK) != 0 { throw failure(path, errno) }
  }

  /// A link is followed, so that it stays a link.
  private static func resolvedLink(_ path: String) -> String {
    guard let resolved = realpath(path, nil) else { return path }
    defer { free(resolved) }
    return String(cString: resolved)
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
}

extension AtomicFile {
  private static func failure(_ path: String, _ code: Int32, verb: String = "write") -> Failure {
    let reason =
      switch code {
      case ENOENT: verb == "write" ? "the folder does not exist" : "there is no such file"
      case EISDIR: "it is not a regular file"
      case EACCES, EPERM: "permission denied"
      case EROFS: "the file system is read-only"
      case ENOSPC: "no space left on the device"
      default: String(cString: strerror(code)).lowercased()
      }
    return Failure(
      "cannot \(verb) '\(path)': \(reason)", culprit: .file(path: path, line: 0, column: 0))
  }
}
