import Runtime

/// A result as a title and one fact a line.
struct FactCard {
  var title: String
  private(set) var facts: [(name: String, text: String)] = []
  /// Sentences below the facts.
  var notes: [String] = []

  init(_ title: String) { self.title = title }

  mutating func add(_ name: String, _ text: String) { facts.append((name, text)) }

  func render(width: Int) -> String {
    let longest = facts.map(\.name.count).max() ?? 0
    let rows = facts.flatMap { fact in
      let gap = String(repeating: " ", count: longest - fact.name.count + 2)
      return TextWrap.lines(
        "  " + fact.name + gap + fact.text, width: width, indent: longest + 4)
    }
    let heads = TextWrap.lines(title, width: width, indent: 2)
    return (heads + rows + notes.flatMap { TextWrap.lines($0, width: width, indent: 2) })
      .map(Self.clean).joined(separator: "\n")
  }

  /// A name that was read from a file cannot drive the terminal.
  private static func clean(_ line: String) -> String {
    let isControl = { (scalar: Unicode.Scalar) in
      scalar.value < 32 || (127..<160).contains(scalar.value)
    }
    guard line.unicodeScalars.contains(where: isControl) else { return line }
    return String(
      String.UnicodeScalarView(line.unicodeScalars.map { isControl($0) ? "?" : $0 }))
  }
}
