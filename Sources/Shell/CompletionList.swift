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

  /// What follows a proposal that is the only one.
  var ending: String {
    guard let only = proposals.first, proposals.count == 1 else { return "" }
    switch only.kind {
    case "option", "function", "path", "member": return ""
    default: return only.text.hasSuffix("=") || only.text.hasSuffix("(") ? "" : " "
    }
  }

  /// The proposals in columns; a few with their notes, one a line.
  func table(width: Int) -> String {
    if proposals.count <= 12, proposals.contains(where: { !$0.note.isEmpty }) {
      let longest = proposals.map(\.text.count).max() ?? 0
      return proposals.map { proposal in
        let gap = String(repeating: " ", count: longest - proposal.text.count + 2)
        return String("  \(proposal.text)\(gap)\(proposal.note)".prefix(max(20, width - 1)))
      }.joined(separator: "\n")
    }
    let cell = (proposals.map(\.text.count).max() ?? 0) + 2
    let perLine = max(1, (width - 1) / cell)
    var lines: [String] = []
    for start in stride(from: 0, to: proposals.count, by: perLine) {
      let row = proposals[start..<min(start + perLine, proposals.count)]
      lines.append(
        row.map { $0.text + String(repeating: " ", count: cell - $0.text.count) }.joined())
    }
    return lines.joined(separator: "\n")
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
