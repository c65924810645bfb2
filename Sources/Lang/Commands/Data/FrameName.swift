/// A name for a frame that was not bound to one.
enum FrameName {
  /// `data/es 5m.csv.gz` gives `es_5m`.
  static func ofFile(_ path: String) -> String {
    let file = path.split(separator: "/").last.map(String.init) ?? path
    let stem = String(file.prefix { $0 != "." })
    let name = String(stem.map { $0.isLetter || $0.isNumber ? $0 : "_" })
    return name.first.map { $0.isLetter || $0 == "_" } == true ? name : "frame"
  }
}
