import Synchronization

/// 128 bits that stand for a content: equal contents have equal hashes, different ones different
/// hashes but for a chance of about 2^-64.
///
/// Two chains of folded 64 x 64-bit products, each over every other pair of words. Not for secrets:
/// whoever wants to can make two contents of one hash.
/// - Source: the folded product as in Wang Yi's wyhash.
/// - Complexity: O(words), about as fast as memory is read.
public struct ContentHash: Hashable, Sendable {
  public let high: UInt64
  public let low: UInt64

  /// 32 hexadecimal digits.
  public var text: String {
    [high, low].map { word in
      let digits = String(word, radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined()
  }
}

/// Takes a content up piece by piece; where one piece ends and the next begins counts.
public struct ContentHasher {
  private static let secrets: [UInt64] = [
    0x2d35_8dcc_aa6c_78a5, 0x8bb8_4b93_962e_acc9, 0x4b33_a62e_d433_d4a3, 0x4d5a_2da5_1de1_aa47,
  ]

  private var first = Self.secrets[0]
  private var second = Self.secrets[1]

  public init() {}

  public mutating func add(_ word: UInt64) {
    first = Self.folded(word ^ Self.secrets[2], first ^ Self.secrets[1])
    second = Self.folded(word ^ Self.secrets[3], second ^ Self.secrets[0])
  }

  public mutating func add(_ number: Int) { add(UInt64(bitPattern: Int64(number))) }
  public mutating func add(_ number: Double) { add(number.bitPattern) }

  public mutating func add(_ text: String) {
    let bytes = Array(text.utf8)
    add(UInt64(bytes.count))
    for start in stride(from: 0, to: bytes.count, by: 8) {
      add(bytes[start..<min(start + 8, bytes.count)].reduce(0) { $0 << 8 | UInt64($1) })
    }
  }

  public mutating func add(_ hash: ContentHash) {
    add(hash.high)
    add(hash.low)
  }

  /// The bits of numbers: 0 and -0 are different, and so are two kinds of missing.
  public mutating func add(_ values: [Double]) {
    values.withUnsafeBufferPointer { add(words: UnsafeRawBufferPointer($0)) }
  }

  public mutating func add(_ values: [Int64]) {
    values.withUnsafeBufferPointer { add(words: UnsafeRawBufferPointer($0)) }
  }

  public mutating func add(_ values: [Int32]) { addHalves(values) }

  public mutating func add(_ values: [Float]) { addHalves(values) }

  /// Numbers of four bytes, two a word.
  private mutating func addHalves<Number: BitwiseCopyable>(_ values: [Number]) {
    add(UInt64(values.count))
    values.withUnsafeBytes { bytes in
      let whole = bytes.count & ~7
      add(words: UnsafeRawBufferPointer(rebasing: bytes[..<whole]))
      if whole < bytes.count {
        add(UInt64(bytes.loadUnaligned(fromByteOffset: whole, as: UInt32.self)))
      }
    }
  }

  /// Four words a step, two to each chain.
  private mutating func add(words bytes: UnsafeRawBufferPointer) {
    let words = bytes.bindMemory(to: UInt64.self)
    add(UInt64(words.count))
    let (one, two) = (Self.secrets[2], Self.secrets[3])
    let whole = words.count & ~3
    var (a, b) = (first, second)
    for place in stride(from: 0, to: whole, by: 4) {
      a = Self.folded(words[place] ^ one, words[place + 1] ^ a)
      b = Self.folded(words[place + 2] ^ two, words[place + 3] ^ b)
    }
    (first, second) = (a, b)
    for place in whole..<words.count { add(words[place]) }
  }

  /// The hash of what was added so far.
  public var hash: ContentHash {
    ContentHash(
      high: Self.folded(first ^ Self.secrets[2], second ^ Self.secrets[3]),
      low: Self.folded(second ^ Self.secrets[1], first ^ Self.secrets[0]))
  }

  /// The hash in hexadecimal.
  public var text: String { hash.text }

  /// Both halves of a product, one laid over the other.
  @inline(__always)
  private static func folded(_ a: UInt64, _ b: UInt64) -> UInt64 {
    let (high, low) = a.multipliedFullWidth(by: b)
    return high ^ low
  }
}

/// A hash that is computed when it is first asked for.
public final class LazyHash: Sendable {
  private let known = Mutex<ContentHash?>(nil)

  public init() {}

  func value(_ make: (inout ContentHasher) -> Void) -> ContentHash {
    if let hash = known.withLock({ $0 }) { return hash }
    var hasher = ContentHasher()
    make(&hasher)
    let hash = hasher.hash
    known.withLock { $0 = hash }
    return hash
  }
}
