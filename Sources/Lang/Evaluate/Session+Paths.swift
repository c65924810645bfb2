@preconcurrency import Glibc

extension Session {
  /// The file a relative path means: in the working folder, then in the script's folder, then in
  /// `FML_DATA`; the path itself where none of them has it.
  public func resolve(path: String) -> String {
    if path.hasPrefix("~/"), let home = Self.environment("HOME") {
      return home + path.dropFirst()
    }
    guard !path.hasPrefix("/"), access(path, F_OK) != 0 else { return path }
    for folder in [scriptFolder, Self.environment("FML_DATA")].compactMap({ $0 }) {
      let candidate = folder.hasSuffix("/") ? folder + path : folder + "/" + path
      if access(candidate, F_OK) == 0 { return candidate }
    }
    return path
  }

  private static func environment(_ name: String) -> String? {
    guard let text = getenv(name) else { return nil }
    let value = String(cString: text)
    return value.isEmpty ? nil : value
  }
}
