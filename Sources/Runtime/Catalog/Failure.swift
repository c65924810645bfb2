/// An error that names its culprit; the language turns the culprit into a source span.
public struct Failure: Error, Sendable, CustomStringConvertible {
  /// Who is to blame.
  public enum Culprit: Sendable, Equatable {
    case none
    /// A parameter of the call at hand.
    case parameter(String)
    /// A place in a script.
    case origin(Origin)
    /// A place in a data file; line and column are 1-based, 0 where unknown.
    case file(path: String, line: Int, column: Int)
  }

  public var message: String
  public var culprit: Culprit
  public var hint: String?

  public init(_ message: String, culprit: Culprit = .none, hint: String? = nil) {
    self.message = message
    self.culprit = culprit
    self.hint = hint
  }

  public var description: String { message }
}

/// A span of a source text, opaque to the runtime: which text and which UTF-8 offsets.
public struct Origin: Hashable, Sendable {
  public let source: Int32
  public let lower: Int32
  public let upper: Int32

  public init(source: Int32, lower: Int32, upper: Int32) {
    self.source = source
    self.lower = lower
    self.upper = upper
  }
}
