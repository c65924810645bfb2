/// Times in a column that is not the time of the rows, such as the release of a figure.
struct TimeText {
  private var parsers: [TimeParser]

  /// - Parameter order: As `date=`; nil tries the layouts that are unambiguous.
  /// - Throws: `Failure` for an order that is none.
  init(order: String?) throws {
    parsers = try (order.map { try TimeLayout.named($0) } ?? TimeLayout.automatic)
      .map { TimeParser($0) }
  }

  /// Nil when the text follows no layout.
  mutating func parse(_ text: String) -> ParsedTime? {
    let bytes = Array(text.utf8)
    guard !bytes.isEmpty else { return nil }
    for index in parsers.indices {
      // Unsafe: the parser reads inside the buffer, which outlives the call.
      let found = bytes.withUnsafeBufferPointer { buffer in
        buffer.baseAddress.flatMap { parsers[index].parse($0, 0, buffer.count) }
      }
      if let found { return found }
    }
    return nil
  }
}
