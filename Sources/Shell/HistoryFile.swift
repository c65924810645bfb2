@preconcurrency import Glibc

/// The lines of earlier sessions, one a line, appended as they are typed.
struct HistoryFile {
  /// More than this many lines are cut when the file is read.
  static let limit = 10_000

  let path: String

  /// `$FML_HISTORY`, else `$XDG_STATE_HOME/fml/history`, else `~/.local/state/fml/history`.
  static func standard() -> HistoryFile? {
    if let path = getenv("FML_HISTORY") {
      let text = String(cString: path)
      return text.isEmpty ? nil : HistoryFile(path: text)
    }
    if let state = getenv("XDG_STATE_HOME"), state.pointee != 0 {
      return HistoryFile(path: String(cString: state) + "/fml/history")
    }
    guard let home = getenv("HOME") else { return nil }
    return HistoryFile(path: String(cString: home) + "/.local/state/fml/history")
  }

  /// The kept lines, oldest first; an unreadable file is an empty history.
  func lines() -> [String] {
    guard case .success(let text) = TextFile.read(path: path) else { return [] }
    let all = text.split(separator: "\n").map(String.init)
    guard all.count > Self.limit else { return all }
    let kept = Array(all.suffix(Self.limit / 2))
    replace(with: kept)
    return kept
  }

  /// Adds one line; a history that cannot be written is no reason to disturb the session.
  func append(_ line: String) {
    guard !line.isEmpty, !line.contains("\n") else { return }
    makeFolder()
    let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND, 0o600)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    Self.write(line + "\n", to: descriptor)
  }

  /// Writes a new file beside the old one and renames it, so that no reader sees half a file.
  private func replace(with lines: [String]) {
    let temporary = path + ".new.\(getpid())"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    guard descriptor >= 0 else { return }
    let written = Self.write(lines.joined(separator: "\n") + "\n", to: descriptor)
    close(descriptor)
    if written { rename(temporary, path) } else { unlink(temporary) }
  }

  private func makeFolder() {
    var folder = ""
    for part in path.split(separator: "/", omittingEmptySubsequences: false).dropLast() {
      folder += (folder.isEmpty && !path.hasPrefix("/")) ? String(part) : "/" + part
      if !folder.isEmpty { mkdir(folder, 0o700) }
    }
  }

  @discardableResult
  private static func write(_ text: String, to descriptor: Int32) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      Glibc.write(descriptor, bytes.baseAddress, bytes.count) == bytes.count
    }
  }
}
