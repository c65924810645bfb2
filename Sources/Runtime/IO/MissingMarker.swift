/// The spellings of an absent value: empty, `NA`, `NaN`, `null`, `-`, `.`, `#N/A` and their kin.
enum MissingMarker {
  private static let words: Set<String> = [
    "na", "n/a", "nan", "-nan", "null", "none", "nil", "nat", "#n/a", "#na", "<na>", "-", "--", ".",
    "?",
  ]

  static func matches(_ text: String) -> Bool {
    text.isEmpty || (text.utf8.count <= 5 && words.contains(text.lowercased()))
  }

  @inline(__always)
  static func matches(_ base: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> Bool {
    start == end || (end - start <= 5 && begins(base[start]) && isWord(base, start, end))
  }

  /// `n`, `N`, `#`, `<`, `-`, `.` or `?`.
  @inline(__always)
  private static func begins(_ byte: UInt8) -> Bool {
    byte | 32 == 110 || byte == 35 || byte == 60 || byte == 45 || byte == 46 || byte == 63
  }

  @inline(never)
  private static func isWord(_ base: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> Bool {
    let bytes = UnsafeBufferPointer(start: base + start, count: end - start)
    return words.contains(String(decoding: bytes, as: UTF8.self).lowercased())
  }
}
