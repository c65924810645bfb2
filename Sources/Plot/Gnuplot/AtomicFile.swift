@preconcurrency import Glibc

/// A file that appears whole or not at all: written beside its place, then renamed.
struct AtomicFile {
  private let path: String
  private let temporary: String

  /// - Throws: when the folder is missing or read-only, or the path is a folder.
  init(_ path: String) throws(PlotError) {
    self.path = path
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    let name = path.split(separator: "/").last.map(String.init) ?? path
    temporary = "\(folder).\(name).\(getpid()).part"
    var information = stat()
    if stat(path, &information) == 0, information.st_mode & S_IFMT == S_IFDIR {
      throw .unwritable(path, EISDIR)
    }
    if access(path, F_OK) == 0, access(path, W_OK) != 0 { throw .unwritable(path, errno) }
    guard access(folder.isEmpty ? "." : folder, W_OK) == 0 else {
      throw .unwritable(path, errno)
    }
  }

  /// Writes the bytes, replacing what was there.
  func write(_ bytes: [UInt8]) throws(PlotError) {
    let error = attempt(bytes)
    guard error == 0 else {
      unlink(temporary)
      throw .unwritable(path, error)
    }
  }

  /// An errno, 0 for success.
  private func attempt(_ bytes: [UInt8]) -> Int32 {
    unlink(temporary)
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { return errno }
    var written = 0
    while written < bytes.count {
      // The bytes are only read during the call.
      let count = bytes[written...].withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress, $0.count)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return closing(descriptor, after: errno) }
      written += count
    }
    guard fsync(descriptor) == 0 else { return closing(descriptor, after: errno) }
    guard close(descriptor) == 0 else { return errno }
    return rename(temporary, path) == 0 ? 0 : errno
  }

  private func closing(_ descriptor: Int32, after error: Int32) -> Int32 {
    close(descriptor)
    return error == 0 ? EIO : error
  }
}

extension PlotError {
  fileprivate static func unwritable(_ path: String, _ error: Int32) -> PlotError {
    PlotError("cannot write '\(path)': \(String(cString: strerror(error)))", parameter: "out")
  }
}
