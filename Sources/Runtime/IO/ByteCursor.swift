/// Reads small pieces of a byte range left to right.
struct ByteCursor {
  let base: UnsafePointer<UInt8>
  var index: Int
  let end: Int

  @inline(__always)
  init(_ base: UnsafePointer<UInt8>, _ start: Int, _ end: Int) {
    self.base = base
    index = start
    self.end = end
  }

  var isAtEnd: Bool { index >= end }
  /// The byte under the cursor; 0 at the end.
  @inline(__always)
  var byte: UInt8 { index < end ? base[index] : 0 }
  var isAtDigit: Bool { byte &- 48 < 10 }

  @inline(__always)
  mutating func take(_ wanted: UInt8) -> Bool {
    guard index < end, base[index] == wanted else { return false }
    index += 1
    return true
  }

  mutating func skipBlanks() {
    while byte == 32 { index += 1 }
  }

  /// A number of `least` to `most` digits.
  @inline(__always)
  mutating func number(_ least: Int, _ most: Int) -> Int? {
    var value = 0
    var count = 0
    while count < most, index < end, base[index] &- 48 < 10 {
      value = value * 10 + Int(base[index] &- 48)
      index += 1
      count += 1
    }
    return count >= least ? value : nil
  }

  /// How many digits follow.
  var digitCount: Int {
    var probe = index
    while probe < end, base[probe] &- 48 < 10 { probe += 1 }
    return probe - index
  }

  /// Letters, lower-cased.
  mutating func word() -> String {
    var letters: [UInt8] = []
    while byte | 32 >= 97, byte | 32 <= 122 {
      letters.append(byte | 32)
      index += 1
    }
    return String(decoding: letters, as: UTF8.self)
  }

  /// `jan`, `january`: 1...12.
  mutating func monthName() -> Int? {
    let word = word()
    guard word.count >= 3 else { return nil }
    return Self.months.firstIndex { $0.hasPrefix(word) }.map { $0 + 1 }
      ?? (word == "sept" ? 9 : nil)
  }

  private static let months = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
  ]
}
