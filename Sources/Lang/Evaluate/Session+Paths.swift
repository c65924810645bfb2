@preconcurrency import Glibc

extension Session {
  /// The file a relative path means: in the working folder, then in the script's folder, then in
  /// `FML_DATA`; the path itself where none of them has it.
  public func resolve(path: String) -> String {
    let places = places(of: path)
    return places.first { access($0, F_OK) == 0 } ?? places[0]
  }

  /// Whether one of the files that a path may mean is there.
  func hasFile(_ path: String) -> Bool { places(of: path).contains { access($0, F_OK) == 0 } }

  /// Every file a path may mean, in the order they are tried; never empty.
  func places(of path: String) -> [String] {
    if path.hasPrefix("~/"), let home = Self.environment("HOME") {
      return [home + path.dropFirst()]
    }
    guard !path.isEmpty, !path.hasPrefix("/") else { return [path] }
    let folders = [scriptFolder, Self.environment("FML_DATA")].compactMap { $0 }
    return [path] + folders.map { $0.hasSuffix("/") ? $0 + path : $0 + "/" + path }
  }

  private static func environment(_ name: String) -> String? {
    guard let text = getenv(name) else { return nil }
    let value = String(cString: text)
    return value.isEmpty ? nil : value
  }
}
