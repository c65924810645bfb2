import Runtime

/// A verb of the language: one file, one line in `CommandCatalog`.
///
/// Both spellings (`head px 5`, `head(px, 5)`) end here with arguments bound and checked by the
/// signature. Parameters are declared once as statics and read back through them:
///
///     enum Head: Command {
///       static let data = Parameter("data", .frame, default: .absent, "frame; the one in use")
///       static let count = Parameter("n", .integer, default: .number(5), "rows; negative: the last")
///       static let signature = Signature("head", group: "data", "First rows", positionals: [data, count])
///       static func run(_ call: CommandCall) throws -> Value {
///         let frame = try call.frame(data)
///         let n = try call.integer(count)
public protocol Command: Entry {
  /// - Throws: `Failure` (its culprit is turned into a span), `Diagnostic`, or `Interrupted`.
  static func run(_ call: CommandCall) throws -> Value
}

/// A bound call of a verb.
public struct CommandCall {
  public let session: Session
  public let signature: Signature
  /// By parameter name. Bare words of literal-taking kinds arrive as text.
  public let values: [String: Value]
  /// Where each given argument stands.
  public let spans: [String: Span]
  /// The whole call.
  public let span: Span
  /// `s1` in `s1 = stage1 net d`, so that runs, frames and charts know their name.
  public let resultName: String?
  /// True with a trailing `&`.
  public let inBackground: Bool
  /// Source text of `.expression` positionals (`expect a < b` prints it).
  public let texts: [String: String]

  public init(
    session: Session, signature: Signature, values: [String: Value], spans: [String: Span],
    span: Span, resultName: String?, inBackground: Bool = false, texts: [String: String] = [:]
  ) {
    self.session = session
    self.signature = signature
    self.values = values
    self.spans = spans
    self.span = span
    self.resultName = resultName
    self.inBackground = inBackground
    self.texts = texts
  }
}
