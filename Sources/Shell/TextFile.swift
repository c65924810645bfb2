@preconcurrency import Glibc

/// Reads whole text files with errors in plain words.
enum TextFile {
  struct ReadError: Error {
    let message: String
  }

  static func read(path: String) -> Result<String, ReadError> {
    let descriptor = open(path, O_RDONLY)
    guard descriptor >= 0 else { return .failure(.because(errno, path)) }
    defer { close(descriptor) }
    return read(descriptor: descriptor, name: path)
  }

  static func read(descriptor: Int32, name: String) -> Result<String, ReadError> {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65536)
    while true {
      let count = Glibc.read(descriptor, &chunk, chunk.count)
      if count == 0 { break }
      if count < 0 {
        if errno == EINTR { continue }
        return .failure(.because(errno, name))
      }
      bytes.append(contentsOf: chunk[..<count])
    }
    return .success(String(decoding: bytes, as: UTF8.self))
  }
}

extension TextFile.ReadError {
  fileprivate static func because(_ code: Int32, _ name: String) -> Self {
    switch code {
    case ENOENT: Self(message: "no file '\(name)'")
    case EISDIR: Self(message: "'\(name)' is a folder, not a script")
    case EACCES: Self(message: "'\(name)' may not be read")
    default: Self(message: "cannot read '\(name)': \(String(cString: strerror(code)))")
    }
  }
}
