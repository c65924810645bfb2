import Runtime

/// What is said when arguments do not match a signature.
struct MatchingMessages {
  let signature: Signature

  init(_ signature: Signature) { self.signature = signature }

  func diagnostic(
    _ problem: ArgumentMatching.Problem, spans: [Span], words: [String], call: Span
  ) -> Diagnostic {
    switch problem {
    case .unknownOption(let index): return unknown(words[index], spans[index])
    case .tooMany(let index):
      return Diagnostic(
        "too many arguments for \(signature.name)", at: spans[index], hint: head)
    case .twice(let index, let parameter):
      return Diagnostic("\(signature.name): '\(parameter.name)' is given twice", at: spans[index])
    case .missing(let parameter):
      return Diagnostic(
        "\(signature.name): '\(parameter.name)' is missing", at: call,
        hint: parameter.help.isEmpty ? head : "\(parameter.name): \(parameter.help)")
    }
  }

  private func unknown(_ word: String, _ span: Span) -> Diagnostic {
    let names = (signature.options + signature.positionals).map(\.name)
    let near = DidYouMean.closest(to: word, in: names)
    let known = signature.options.map(\.name).joined(separator: ", ")
    let list = known.isEmpty ? "it has no options" : "its options are \(known)"
    return Diagnostic(
      "\(signature.name) has no option '\(word)'", at: span,
      hint: near.map { "did you mean '\($0)'?" } ?? list)
  }

  /// `head(data, n)`.
  private var head: String {
    "\(signature.name)(\(signature.positionals.map(\.name).joined(separator: ", ")))"
  }

  /// A near word for a choice.
  static func hint(for value: Value, _ parameter: Parameter) -> String? {
    if case .object(let object) = value, object is FoldsValue {
      return "take one fold, d.folds[0], or go through them: for fold in d.folds: ... end"
    }
    guard case .text(let text) = value else { return nil }
    let words: [String]
    switch parameter.kind {
    case .choice(let known), .choices(let known), .recipe(let known): words = known
    default: return nil
    }
    return DidYouMean.closest(to: text, in: words).map { "did you mean '\($0)'?" }
  }
}
