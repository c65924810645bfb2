import Runtime

extension Session {
  /// Whether a text typed at the prompt is a whole program.
  public enum Completeness: Sendable, Equatable {
    case complete
    /// More lines are needed; the depth of open blocks and brackets.
    case incomplete(depth: Int)
    case invalid
  }

  /// One proposal for the word left of the cursor.
  public struct Completion: Sendable, Equatable {
    /// Replaces the word.
    public let text: String
    /// `verb`, `option`, `choice`, `column`, `variable`, `member`, `path`, `function`, `keyword`.
    public let kind: String
    /// A short remark, shown dimmed.
    public let note: String

    public init(text: String, kind: String, note: String = "") {
      self.text = text
      self.kind = kind
      self.note = note
    }
  }

  public func completeness(of text: String) -> Completeness { Parser.completeness(of: text) }

  /// Proposals for `text` with the cursor at the UTF-8 offset `cursor`; `replacing` is the range of
  /// the word that a proposal replaces.
  public func completions(
    of text: String, at cursor: Int
  ) -> (replacing: Range<Int>, proposals: [Completion]) {
    let place = CompletionPlace(text, at: cursor)
    let proposals = CompletionSearch(session: self, place: place).proposals()
    return (place.replacing, proposals)
  }
}
