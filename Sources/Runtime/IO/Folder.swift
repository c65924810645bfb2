@preconcurrency import Glibc

/// What lies in a folder.
public enum Folder {
  /// The names in a folder in no order, those of folders with a `/` at their end; empty when it
  /// cannot be read.
  public static func entries(of path: String) -> [String] {
    guard let stream = opendir(path) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = Self.name(of: entry)
      guard name != ".", name != ".." else { continue }
      names.append(entry.pointee.d_type == UInt8(DT_DIR) ? name + "/" : name)
    }
    return names
  }

  /// The name is a fixed array of bytes that ends at the first zero.
  private static func name(of entry: UnsafeMutablePointer<dirent>) -> String {
    let bytes = withUnsafeBytes(of: entry.pointee.d_name) { raw in
      Array(raw.prefix { $0 != 0 })
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
