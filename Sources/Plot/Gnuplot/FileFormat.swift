/// A file format that gnuplot writes.
public enum FileFormat: String, Sendable, CaseIterable {
  case pdf
  case png
  case svg

  /// The format that a path's extension names.
  /// - Throws: `PlotError` for another extension or none.
  public init(path: String) throws(PlotError) {
    let file = path.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
    let pieces = file.split(separator: ".", omittingEmptySubsequences: false)
    let ending = pieces.count > 1 ? pieces.last.map { $0.lowercased() } ?? "" : ""
    guard let format = FileFormat(rawValue: ending) else { throw .unknownEnding(path) }
    self = format
  }
}

extension PlotError {
  fileprivate static func unknownEnding(_ path: String) -> PlotError {
    PlotError(
      "'\(path)' does not end in .svg, .png or .pdf", hint: "the ending chooses the format",
      parameter: "out")
  }
}
