import Lang

/// The proposals for one word, ready to be put into the line or listed under it.
struct CompletionList {
  /// The part of the line that a proposal replaces, up to the cursor.
  let word: String
  let proposals: [Session.Completion]

  /// What all proposals begin with; nil without proposals.
  var commonPrefix: String? {
    guard var common = proposals.first?.text else { return nil }
    for proposal in proposals.dropFirst() {
      common = Self.shared(common, proposal.text)
    }
    return common.utf8.count < word.utf8.count ? word : common
  }

  /// What follows a proposal that is the only one: a space after a verb, the closing quote after
  /// the name of a file.
  var ending: String {
    guard let only = proposals.first, proposals.count == 1 else { return "" }
    switch only.kind {
    case "verb", "keyword": return " "
    case "path": return only.text.hasSuffix("/") ? "" : "\""
    default: return ""
    }
  }

  /// The proposals in columns; with their notes, one a line, where the terminal has room for it.
  func table(width: Int, height: Int = 24) -> String {
    let texts = proposals.map(Self.shown)
    let longest = texts.map(\.count).max() ?? 0
    if proposals.count <= max(8, height - 4), proposals.contains(where: { !$0.note.isEmpty }) {
      return zip(texts, proposals).map { text, proposal in
        let gap = String(repeating: " ", count: longest - text.count + 2)
        return Self.cut("  \(text)\(proposal.note.isEmpty ? "" : gap + proposal.note)", width - 1)
      }.joined(separator: "\n")
    }
    let cell = longest + 2
    let perLine = max(1, (width - 1) / cell)
    let rows = (texts.count + perLine - 1) / perLine
    return (0..<rows).map { row in
      let line = stride(from: row, to: texts.count, by: rows).map { index in
        texts[index] + String(repeating: " ", count: cell - texts[index].count)
      }
      return String(line.joined().reversed().drop { $0 == " " }.reversed())
    }.joined(separator: "\n")
  }

  /// Of a path only its last part is listed, as the rest stands in the line already.
  private static func shown(_ proposal: Session.Completion) -> String {
    guard proposal.kind == "path" else { return proposal.text }
    let parts = proposal.text.split(separator: "/")
    return (parts.last.map(String.init) ?? "") + (proposal.text.hasSuffix("/") ? "/" : "")
  }

  private static func cut(_ text: String, _ width: Int) -> String {
    let width = max(20, width)
    return text.count <= width ? text : text.prefix(width - 3) + "..."
  }

  private static func shared(_ a: String, _ b: String) -> String {
    var result = ""
    for (x, y) in zip(a, b) {
      guard x == y else { break }
      result.append(x)
    }
    return result
  }
}
