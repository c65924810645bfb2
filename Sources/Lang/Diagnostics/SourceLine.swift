/// One line of a source, with the number a user knows it by.
struct SourceLine {
  let number: Int
  /// UTF-8 offsets without the line's end.
  let range: Range<Int>

  /// The line that holds an offset.
  ///
  /// - Complexity: linear in the length of the text; used for errors only.
  init(of source: Source, at offset: Int) {
    let bytes = source.bytes
    let place = min(max(offset, 0), bytes.count)
    var lower = 0
    var line = source.firstLine
    for index in 0..<place where bytes[index] == UInt8(ascii: "\n") {
      lower = index + 1
      line += 1
    }
    var upper = place
    while upper < bytes.count, bytes[upper] != UInt8(ascii: "\n") { upper += 1 }
    if upper > lower, upper > place, bytes[upper - 1] == UInt8(ascii: "\r") { upper -= 1 }
    number = line
    range = lower..<upper
  }
}

extension Source {
  /// Line and column, both counted from 1; the column counts characters.
  public func position(of offset: Int) -> (line: Int, column: Int) {
    let line = SourceLine(of: self, at: offset)
    let upper = min(max(offset, line.range.lowerBound), line.range.upperBound)
    let before = String(decoding: bytes[line.range.lowerBound..<upper], as: UTF8.self)
    return (line.number, before.count + 1)
  }
}
