/// Names an SVG drawing after its chart, and makes it ready to stand in a page with others.
enum SVGDrawing {
  /// The drawing with the title in place of gnuplot's own name.
  static func titled(_ bytes: [UInt8], _ title: String) -> [UInt8] {
    let standard = Array("<title>Gnuplot</title>".utf8)
    // It stands in the first lines.
    let head = bytes.prefix(1000)
    guard let start = head.indices.first(where: { head[$0...].starts(with: standard) }) else {
      return bytes
    }
    let named = Array("<title>\(escaped(title))</title>".utf8)
    return Array(bytes[..<start]) + named + bytes[(start + standard.count)...]
  }

  /// The `svg` element alone, its names of elements made its own.
  ///
  /// - Edge cases: the same drawing has the same names every time; twice in one page they mean
  ///   the same.
  static func embedded(_ bytes: [UInt8]) -> String {
    let prefix = "c" + String(fingerprint(bytes), radix: 36) + "-"
    let opening = Array("<svg".utf8)
    let start = bytes.indices.first { bytes[$0...].starts(with: opening) } ?? 0
    var text: [UInt8] = []
    var isInTag = false
    for index in bytes.indices[start...] {
      text.append(bytes[index])
      if bytes[index] == UInt8(ascii: "<") { isInTag = true }
      if bytes[index] == UInt8(ascii: ">") { isInTag = false }
      // What a text of the chart says stays as it is.
      guard isInTag, ends.contains(bytes[index]) else { continue }
      if names.contains(where: { text.hasSuffix($0) }) { text += prefix.utf8 }
    }
    while text.last == UInt8(ascii: "\n") { text.removeLast() }
    return String(decoding: text, as: UTF8.self)
  }

  /// What stands before the name of an element where it is given or used.
  private static let names = [" id='", " id=\"", "href='#", "href=\"#", "url(#"].map {
    Array($0.utf8)
  }

  private static let ends = Array("'\"#".utf8)

  /// The FNV-1a hash.
  private static func fingerprint(_ bytes: [UInt8]) -> UInt64 {
    bytes.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
  }

  private static func escaped(_ text: String) -> String {
    text.filter { $0 >= " " || $0.unicodeScalars.count > 1 }
      .replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
  }
}

extension [UInt8] {
  fileprivate func hasSuffix(_ suffix: [UInt8]) -> Bool {
    self.suffix(suffix.count).elementsEqual(suffix)
  }
}
