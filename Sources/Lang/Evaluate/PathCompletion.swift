import Runtime

/// Proposes files and folders for a path that is being typed.
enum PathCompletion {
  /// Looks where `load` would look: in the working folder, the script's folder and `FML_DATA`.
  static func proposals(for typed: String, in session: Session) -> [Session.Completion] {
    let folder = typed.lastIndex(of: "/").map { String(typed[...$0]) } ?? ""
    let part = String(typed.dropFirst(folder.count))
    let names = session.places(of: folder.isEmpty ? "." : folder).flatMap(Folder.entries)
    return Set(names)
      .filter { $0.hasPrefix(part) && (part.hasPrefix(".") || !$0.hasPrefix(".")) }
      .sorted()
      .map { Session.Completion(text: folder + $0, kind: "path") }
  }
}
