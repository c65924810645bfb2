/// Names an SVG drawing after its chart: viewers show the name, and screen readers read it.
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

  private static func escaped(_ text: String) -> String {
    text.filter { $0 >= " " || $0.unicodeScalars.count > 1 }
      .replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
  }
}
