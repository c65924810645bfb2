/// Text cut and broken to a width in characters.
enum TextLayout {
  /// The text in at most `limit` lines, broken at commas or blanks, the last one cut if need be.
  static func lines(_ text: String, width: Int, limit: Int) -> [String] {
    guard !text.isEmpty else { return [] }
    var lines: [String] = []
    var line = ""
    for piece in pieces(text, width: width) {
      if line.isEmpty {
        line = piece
      } else if line.count + 1 + piece.count <= width {
        line += " " + piece
      } else {
        lines.append(line)
        line = piece
      }
    }
    lines.append(line)
    if lines.count > limit {
      let rest = lines[(limit - 1)...].joined(separator: " ")
      lines = Array(lines.prefix(limit - 1)) + [rest]
    }
    return lines.map { cut($0, width: width) }
  }

  /// The text, or its beginning and three dots.
  static func cut(_ text: String, width: Int) -> String {
    text.count <= width ? text : text.prefix(max(width - 3, 0)) + "..."
  }

  /// The text as one of gnuplot's strings, on one line; a backtick, which would run a command
  /// even there, becomes an apostrophe.
  static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "`": quoted += "'"
      case _ where scalar.value < 32 || scalar.value == 127: quoted += " "
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }

  /// Clauses that end with a comma where each fits a line, else words.
  private static func pieces(_ text: String, width: Int) -> [String] {
    let words = text.split(separator: " ").map(String.init)
    var clauses: [String] = []
    var clause: [String] = []
    for word in words {
      clause.append(word)
      if word.hasSuffix(",") || word.hasSuffix(";") {
        clauses.append(clause.joined(separator: " "))
        clause = []
      }
    }
    if !clause.isEmpty { clauses.append(clause.joined(separator: " ")) }
    return clauses.allSatisfy { $0.count <= width } ? clauses : words
  }
}
