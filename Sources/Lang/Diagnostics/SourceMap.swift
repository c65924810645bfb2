/// The texts a session has read, by id; diagnostics and functions keep pointing into them.
public struct SourceMap: Sendable {
  private var sources: [Int32: Source] = [:]
  private var nextID: Int32 = 1

  public init() {}

  /// Registers a text under a fresh id.
  public mutating func add(
    name: String, folder: String? = nil, text: String, firstLine: Int = 1
  ) -> Source {
    let source = Source(
      id: nextID, name: name, folder: folder, text: text, firstLine: firstLine)
    sources[nextID] = source
    nextID &+= 1
    return source
  }

  public subscript(_ id: Int32) -> Source? { sources[id] }

  /// The text a span points into.
  public subscript(_ span: Span) -> Source? { sources[span.source] }
}
