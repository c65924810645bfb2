import Runtime

/// A text of fml: a file, a line typed at the prompt, standard input.
public final class Source: Sendable {
  /// Unique in the process; `Origin.source` refers to it.
  public let id: Int32
  /// `two_stage.fml`, or `prompt`.
  public let name: String
  /// Folder of the file, for relative paths; nil at the prompt.
  public let folder: String?
  public let bytes: [UInt8]
  /// The line number of the first line (a prompt counts on through the session).
  public let firstLine: Int

  public init(id: Int32, name: String, folder: String? = nil, text: String, firstLine: Int = 1) {
    self.id = id
    self.name = name
    self.folder = folder
    self.bytes = Array(text.utf8)
    self.firstLine = firstLine
  }

  /// The text of a span; a span that leaves the text is cut.
  public func text(_ span: Span) -> String {
    let lower = min(max(span.lower, 0), bytes.count)
    let upper = min(max(span.upper, lower), bytes.count)
    return String(decoding: bytes[lower..<upper], as: UTF8.self)
  }
}

/// A half-open range of UTF-8 offsets in one source.
public struct Span: Hashable, Sendable {
  public let source: Int32
  public var lower: Int
  public var upper: Int

  public init(source: Int32, lower: Int, upper: Int) {
    self.source = source
    self.lower = lower
    self.upper = upper
  }

  public func union(_ other: Span) -> Span {
    Span(source: source, lower: min(lower, other.lower), upper: max(upper, other.upper))
  }

  /// The runtime's opaque form.
  public var origin: Origin {
    Origin(source: source, lower: Int32(clamping: lower), upper: Int32(clamping: upper))
  }

  public init(_ origin: Origin) {
    self.init(source: origin.source, lower: Int(origin.lower), upper: Int(origin.upper))
  }
}
