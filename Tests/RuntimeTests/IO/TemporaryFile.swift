import Foundation

/// A file in the temporary folder, removed with the value that made it.
final class TemporaryFile {
  let path: String

  init(_ text: String, name: String = "data.csv") { path = Self.write(Array(text.utf8), name) }
  init(_ bytes: [UInt8], name: String = "data.csv") { path = Self.write(bytes, name) }

  deinit {
    try? FileManager.default.removeItem(
      at: URL(fileURLWithPath: path).deletingLastPathComponent())
  }

  private static func write(_ bytes: [UInt8], _ name: String) -> String {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    let file = folder.appendingPathComponent(name)
    try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try? Data(bytes).write(to: file)
    return file.path
  }

  /// Calls `body` with the path while the file is there.
  func use<Result>(_ body: (String) throws -> Result) rethrows -> Result {
    try withExtendedLifetime(self) { try body(path) }
  }

  /// The repository's folder.
  static var repository: String {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().path
  }
}
