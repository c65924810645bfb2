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

/// A function of the language that is not an operator on series: `rows(x)`, `mlp(hidden=[32])`.
///
/// Like a command it has one file and one line in `FunctionCatalog`, but it has no effect besides
/// its result, is called with parentheses only and may stand in every body.
public protocol Function: Entry {
  /// - Throws: `Failure` (its culprit is turned into a span), `Diagnostic`, or `Interrupted`.
  static func call(_ call: CommandCall) throws -> Value
}

/// A bound call of a verb or a function.
public struct CommandCall {
  public let session: Session
  public let signature: Signature
  /// By parameter name, only what was given. Bare words of literal-taking kinds arrive as text.
  public let values: [String: Value]
  /// Where each given argument stands.
  public let spans: [String: Span]
  /// The whole call.
  public let span: Span
  /// `s1` in `s1 = stage1 net d`, so that runs, frames and charts know their name.
  public let resultName: String?
  /// True with a trailing `&`.
  public let inBackground: Bool
  /// Source text of each given argument (`expect a < b` prints it); several of one variadic
  /// parameter are on lines of their own.
  public let texts: [String: String]
  /// The sides of an `.expression` positional that is a comparison (`expect a == b tol=1e-9`).
  public let comparisons: [String: Comparison]
  /// The block of a verb that takes one.
  let block: BlockCall?

  /// Both sides of a comparison that was given as an expression.
  public struct Comparison: Sendable {
    public let comparison: BinaryOperator
    public let left: Value
    public let right: Value
    public let leftText: String
    public let rightText: String
  }

  public init(
    session: Session, signature: Signature, values: [String: Value], spans: [String: Span],
    span: Span, resultName: String?, inBackground: Bool = false, texts: [String: String] = [:],
    comparisons: [String: Comparison] = [:]
  ) {
    self.init(
      session: session, signature: signature, values: values, spans: spans, span: span,
      resultName: resultName, inBackground: inBackground, texts: texts, comparisons: comparisons,
      block: nil)
  }

  init(
    session: Session, signature: Signature, values: [String: Value], spans: [String: Span],
    span: Span, resultName: String?, inBackground: Bool, texts: [String: String],
    comparisons: [String: Comparison], block: BlockCall?
  ) {
    self.session = session
    self.signature = signature
    self.values = values
    self.spans = spans
    self.span = span
    self.resultName = resultName
    self.inBackground = inBackground
    self.texts = texts
    self.comparisons = comparisons
    self.block = block
  }

  /// The same call with another value, or none, for a parameter.
  func replacing(_ parameter: Parameter, with value: Value?) -> CommandCall {
    var values = values
    values[parameter.name] = value
    return CommandCall(
      session: session, signature: signature, values: values, spans: spans, span: span,
      resultName: resultName, inBackground: inBackground, texts: texts, comparisons: comparisons,
      block: block)
  }
}
