@preconcurrency import Glibc

/// A path with `*`, `?` or `[...]` and the files it stands for.
struct FilePattern {
  struct File: Sendable {
    let path: String
    /// What tells the file from the others: the text of the pattern's only star, else its stem.
    let name: String
  }

  let pattern: String

  init(_ pattern: String) { self.pattern = pattern }

  /// A file whose own name holds such a mark is read as it is.
  static func isPattern(_ path: String) -> Bool {
    path.utf8.contains { [42, 63, 91].contains($0) } && access(path, F_OK) != 0
  }

  /// `data/BTC.csv.gz` gives `BTC`.
  static func stem(_ path: String) -> String {
    var name = path.split(separator: "/").last ?? path[...]
    let endings = [".gz", ".zst", ".csv", ".tsv", ".txt", ".json", ".jsonl", ".ndjson", ".parquet"]
    while let ending = endings.first(where: { name.lowercased().hasSuffix($0) }),
      name.utf8.count > ending.utf8.count
    {
      name = name.dropLast(ending.count)
    }
    return String(name)
  }

  /// The files in the alphabet's order.
  ///
  /// - Throws: `Failure` when there is none.
  func files() throws -> [File] {
    var found = glob_t()
    defer { globfree(&found) }
    guard glob(pattern, 0, nil, &found) == 0, let paths = found.gl_pathv else { throw hasNone() }
    let files = (0..<Int(found.gl_pathc)).compactMap { paths[$0].map { String(cString: $0) } }
      .filter { !$0.hasSuffix("/") }
    return files.map { File(path: $0, name: name(of: $0)) }
  }

  private func name(of path: String) -> String {
    let parts = pattern.split(separator: "*", omittingEmptySubsequences: false)
    guard parts.count == 2, !pattern.contains("?"), !pattern.contains("["),
      path.hasPrefix(parts[0]), path.hasSuffix(parts[1]),
      path.utf8.count > parts[0].utf8.count + parts[1].utf8.count
    else { return Self.stem(path) }
    return Self.stem(String(path.dropFirst(parts[0].count).dropLast(parts[1].count)))
  }

  private func hasNone() -> Failure {
    Failure("no file matches '\(pattern)'", culprit: .file(path: pattern, line: 0, column: 0))
  }
}
