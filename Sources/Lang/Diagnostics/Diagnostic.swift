/// An error (or note) in the user's words, with the span to put the caret under.
public struct Diagnostic: Error, Sendable {
  public enum Kind: Sendable {
    case error
    /// An `expect` that failed: exit code 3.
    case expectation
    /// A leak: exit code 4.
    case leak
    /// Stopped by the user: exit code 130 in a script.
    case interrupted
  }

  public var kind: Kind
  public var message: String
  public var span: Span?
  /// Shown right of the caret: `did you mean 'close'?`
  public var hint: String?
  /// A last line `= help: ...`.
  public var help: String?
  /// A second place that the error has to do with.
  public var related: Related?

  /// A place with what is to be said about it.
  public struct Related: Sendable {
    public let remark: String
    public let span: Span

    public init(_ remark: String, at span: Span) {
      self.remark = remark
      self.span = span
    }
  }

  public init(
    _ message: String, at span: Span? = nil, hint: String? = nil, help: String? = nil,
    kind: Kind = .error
  ) {
    self.kind = kind
    self.message = message
    self.span = span
    self.hint = hint
    self.help = help
  }
}
