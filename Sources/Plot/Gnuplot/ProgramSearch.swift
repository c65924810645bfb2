@preconcurrency import Glibc

/// Finds programs as a shell does.
enum ProgramSearch {
  /// The first file of this name that may be run, in folders separated by colons.
  ///
  /// - Parameter path: nil for the environment's `PATH`.
  static func path(of program: String, in path: String?) -> String? {
    let folders = path ?? environmentPath
    for folder in folders.split(separator: ":") {
      let candidate = "\(folder)/\(program)"
      if access(candidate, X_OK) == 0, isFile(candidate) { return candidate }
    }
    return nil
  }

  private static var environmentPath: String {
    guard let path = getenv("PATH") else { return "/usr/local/bin:/usr/bin:/bin" }
    return String(cString: path)
  }

  private static func isFile(_ path: String) -> Bool {
    var information = stat()
    return stat(path, &information) == 0 && information.st_mode & S_IFMT == S_IFREG
  }
}
