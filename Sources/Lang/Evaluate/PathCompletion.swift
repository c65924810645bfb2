import Runtime

/// Proposes files and folders for a path that is being typed.
enum PathCompletion {
  static func proposals(for typed: String, in session: Session) -> [Session.Completion] {
    let folder = typed.lastIndex(of: "/").map { String(typed[...$0]) } ?? ""
    let part = String(typed.dropFirst(folder.count))
    let searched = folder.isEmpty ? "." : session.resolve(path: folder)
    return Folder.entries(of: searched)
      .filter { $0.hasPrefix(part) && (part.hasPrefix(".") || !$0.hasPrefix(".")) }
      .sorted()
      .map { Session.Completion(text: folder + $0, kind: "path") }
  }
}
