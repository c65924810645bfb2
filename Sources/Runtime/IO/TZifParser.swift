/// Reads a TZif file (version 1, 2 or 3) into a zone; nil when the bytes are not one.
///
/// - Source: RFC 8536, section 3.
enum TZifParser {
  static func parse(_ bytes: [UInt8], name: String) -> Zone? {
    guard let first = Header(bytes, at: 0) else { return nil }
    guard first.version >= 2 else { return zone(bytes, first, at: 44, wide: false, name: name) }
    let start = 44 + first.length(wide: false)
    guard let second = Header(bytes, at: start) else { return nil }
    return zone(bytes, second, at: start + 44, wide: true, name: name)
  }

  private static func zone(
    _ bytes: [UInt8], _ header: Header, at start: Int, wide: Bool, name: String
  ) -> Zone? {
    let size = wide ? 8 : 4
    let kindStart = start + header.changes * size
    let typeStart = kindStart + header.changes
    guard header.types > 0, start + header.length(wide: wide) <= bytes.count else { return nil }
    let types = (0..<header.types).map { Int64(signed(bytes, at: typeStart + $0 * 6, size: 4)) }
    var changes: [Int64] = []
    var offsets: [Int64] = []
    for index in 0..<header.changes {
      let kind = Int(bytes[kindStart + index])
      guard kind < types.count else { return nil }
      changes.append(signed(bytes, at: start + index * size, size: size))
      offsets.append(types[kind])
    }
    guard zip(changes, changes.dropFirst()).allSatisfy(<) else { return nil }
    let rule = wide ? footer(bytes, at: start + header.length(wide: true)) : nil
    return Zone(
      name: name, changes: changes, offsets: offsets, firstOffset: types[0],
      rule: rule)
  }

  private static func footer(_ bytes: [UInt8], at start: Int) -> ZoneRule? {
    guard start < bytes.count, bytes[start] == 10 else { return nil }
    let text = bytes[(start + 1)...].prefix { $0 != 10 }
    return ZoneRule(String(decoding: text, as: UTF8.self))
  }

  private static func signed(_ bytes: [UInt8], at start: Int, size: Int) -> Int64 {
    var value: UInt64 = 0
    for byte in bytes[start..<(start + size)] { value = value << 8 | UInt64(byte) }
    return size == 4 ? Int64(Int32(truncatingIfNeeded: value)) : Int64(bitPattern: value)
  }

  private struct Header {
    let version: Int
    let utcFlags: Int
    let standardFlags: Int
    let leaps: Int
    let changes: Int
    let types: Int
    let characters: Int

    init?(_ bytes: [UInt8], at start: Int) {
      guard start >= 0, start + 44 <= bytes.count,
        Array(bytes[start..<(start + 4)]) == Array("TZif".utf8)
      else { return nil }
      let digit = bytes[start + 4]
      version = digit == 0 ? 1 : max(1, Int(digit) - 48)
      let counts = (0..<6).map { Int(signed(bytes, at: start + 20 + $0 * 4, size: 4)) }
      guard counts.allSatisfy({ (0...100_000).contains($0) }) else { return nil }
      (utcFlags, standardFlags, leaps) = (counts[0], counts[1], counts[2])
      (changes, types, characters) = (counts[3], counts[4], counts[5])
    }

    func length(wide: Bool) -> Int {
      let size = wide ? 8 : 4
      return changes * (size + 1) + types * 6 + characters + leaps * (size + 4) + standardFlags
        + utcFlags
    }
  }
}
