/// Texts to small numbers, looked up by their bytes without making a string.
struct LabelTable {
  private(set) var labels: [String] = []
  private var slots = [Int32](repeating: -1, count: 64)
  private var hashes: [UInt64] = []
  private var offsets: [Int] = [0]
  private var bytes: [UInt8] = []
  private var last: Int32 = -1

  /// The code of a text, a new one when it was not seen before.
  mutating func code(_ text: UnsafeBufferPointer<UInt8>) -> Int32 {
    if last >= 0, equals(text, last) { return last }
    let hash = Self.hash(text)
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[slot] >= 0 {
      let code = slots[slot]
      if hashes[Int(code)] == hash, equals(text, code) {
        last = code
        return code
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    return insert(text, hash: hash, slot: slot)
  }

  mutating func code(of text: String) -> Int32 {
    var text = text
    return text.withUTF8 { code($0) }
  }

  private mutating func insert(_ text: UnsafeBufferPointer<UInt8>, hash: UInt64, slot: Int) -> Int32
  {
    let code = Int32(truncatingIfNeeded: labels.count)
    labels.append(String(decoding: text, as: UTF8.self))
    hashes.append(hash)
    bytes.append(contentsOf: text)
    offsets.append(bytes.count)
    slots[slot] = code
    last = code
    if labels.count * 2 > slots.count { rehash() }
    return code
  }

  private mutating func rehash() {
    slots = [Int32](repeating: -1, count: slots.count * 2)
    for (code, hash) in hashes.enumerated() {
      var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
      while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Int32(truncatingIfNeeded: code)
    }
  }

  private func equals(_ text: UnsafeBufferPointer<UInt8>, _ code: Int32) -> Bool {
    let start = offsets[Int(code)]
    guard offsets[Int(code) + 1] - start == text.count else { return false }
    for index in 0..<text.count where bytes[start + index] != text[index] { return false }
    return true
  }

  /// FNV-1a.
  private static func hash(_ text: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in text { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return hash ^ hash >> 32
  }
}
