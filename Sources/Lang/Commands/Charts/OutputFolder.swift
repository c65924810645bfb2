import Runtime

/// The folder of a file that is about to be written.
enum OutputFolder {
  /// Makes the missing folders of a path.
  ///
  /// - Throws: `Failure` naming the folder that cannot be made, blamed on `parameter`.
  static func make(for path: String, parameter: String) throws {
    guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else { return }
    do {
      try Folder.make(String(path[..<slash]))
    } catch let failure as Failure {
      throw Failure(failure.message, culprit: .parameter(parameter))
    }
  }
}
