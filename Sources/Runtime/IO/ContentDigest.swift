/// A fingerprint of content: equal content gives equal digests, in every process.
///
/// Two lanes of 64 bits, mixed by multiplication, a word at a time. It tells apart what a user makes,
/// not what somebody forges.
/// - Complexity: O(bytes / 8).
public struct ContentDigest: Sendable {
  private var first: UInt64 = 0x243F_6A88_85A3_08D3
  private var second: UInt64 = 0x1319_8A2E_0370_7344

  public init() {}

  public mutating func add(_ word: UInt64) {
    first = (first ^ word) &* 0x9E37_79B9_7F4A_7C15
    first ^= first >> 32
    second = (second &+ word) &* 0xC2B2_AE3D_27D4_EB4F
    second ^= second >> 29
  }

  public mutating func add(_ number: Int) { add(UInt64(bitPattern: Int64(number))) }
  public mutating func add(_ number: Double) { add(number.bitPattern) }

  public mutating func add(_ text: String) {
    var (word, filled, count) = (UInt64(0), UInt64(0), 0)
    for byte in text.utf8 {
      word |= UInt64(byte) << (8 * filled)
      (filled, count) = (filled + 1, count + 1)
      if filled == 8 {
        add(word)
        (word, filled) = (0, 0)
      }
    }
    if filled > 0 { add(word) }
    add(count)
  }

  public mutating func add(_ numbers: [Double]) {
    for number in numbers { add(number.bitPattern) }
    add(numbers.count)
  }

  public mutating func add(_ numbers: [Float]) {
    for place in stride(from: 0, to: numbers.count - 1, by: 2) {
      add(UInt64(numbers[place].bitPattern) | UInt64(numbers[place + 1].bitPattern) << 32)
    }
    if numbers.count % 2 == 1, let last = numbers.last { add(UInt64(last.bitPattern)) }
    add(numbers.count)
  }

  public mutating func add(_ numbers: [Int32]) {
    for number in numbers { add(UInt64(UInt32(bitPattern: number))) }
    add(numbers.count)
  }

  public mutating func add(_ numbers: [Int64]) {
    for number in numbers { add(UInt64(bitPattern: number)) }
    add(numbers.count)
  }

  /// Sixteen hexadecimal digits.
  public var text: String {
    let mixed = (first ^ (second << 31 | second >> 33)) &* 0xFF51_AFD7_ED55_8CCD
    let digits = String(mixed ^ (mixed >> 33), radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
