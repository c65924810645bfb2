@preconcurrency import Glibc
import Runtime

/// The folder of a file that is about to be written.
enum OutputFolder {
  /// Makes the missing folders of a path.
  ///
  /// - Throws: `Failure` naming the folder that cannot be made, blamed on `parameter`.
  static func make(for path: String, parameter: String) throws {
    guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else { return }
    var folder = path.hasPrefix("/") ? "/" : ""
    for part in path[..<slash].split(separator: "/") {
      folder += folder.isEmpty || folder == "/" ? String(part) : "/" + part
      guard access(folder, F_OK) != 0 else { continue }
      if mkdir(folder, 0o777) != 0, errno != EEXIST {
        throw Failure(
          "cannot make the folder '\(folder)': \(String(cString: strerror(errno)))",
          culprit: .parameter(parameter))
      }
    }
  }
}
