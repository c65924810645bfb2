@preconcurrency import Glibc

/// Proposes files and folders for a path that is being typed.
enum PathCompletion {
  static func proposals(for typed: String, in session: Session) -> [Session.Completion] {
    let folder = typed.lastIndex(of: "/").map { String(typed[...$0]) } ?? ""
    let part = String(typed.dropFirst(folder.count))
    let searched = folder.isEmpty ? "." : session.resolve(path: folder)
    return entries(of: searched)
      .filter { $0.hasPrefix(part) && (part.hasPrefix(".") || !$0.hasPrefix(".")) }
      .sorted()
      .map { Session.Completion(text: folder + $0, kind: "path") }
  }

  /// Names in a folder; folders end in `/`.
  private static func entries(of folder: String) -> [String] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let isFolder = entry.pointee.d_type == UInt8(DT_DIR)
      let name = name(of: entry)
      if name != ".", name != ".." { names.append(isFolder ? name + "/" : name) }
    }
    return names
  }

  private static func name(of entry: UnsafeMutablePointer<dirent>) -> String {
    let bytes = withUnsafeBytes(of: entry.pointee.d_name) { raw in
      Array(raw.prefix { $0 != 0 })
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
