@preconcurrency import Glibc

/// Numbers as files write them, correctly rounded.
struct DecimalParser: Sendable {
  /// `.` or `,`.
  let mark: UInt8

  /// The powers of ten that are exact.
  static let powers: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
  ]

  /// The number in `start..<end`, or nil when the bytes are none.
  ///
  /// Up to 2^53 and 10^22 the product of two exact doubles is correctly rounded; the rest goes
  /// through `strtod`.
  /// - Source: W. Clinger, "How to read floating point numbers accurately" (1990).
  @inline(__always)
  func parse(_ base: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> Double? {
    var index = start
    guard index < end else { return nil }
    let isNegative = base[index] == 45
    if isNegative || base[index] == 43 { index += 1 }
    var mantissa: UInt64 = 0
    let whole = index
    while index < end, base[index] &- 48 < 10 {
      mantissa = mantissa &* 10 &+ UInt64(base[index] &- 48)
      index += 1
    }
    var digits = index - whole
    var scale = 0
    if index < end, base[index] == mark {
      index += 1
      let fraction = index
      while index < end, base[index] &- 48 < 10 {
        mantissa = mantissa &* 10 &+ UInt64(base[index] &- 48)
        index += 1
      }
      scale = index - fraction
      digits += scale
    }
    guard index == end, digits > 0, digits < 19, mantissa <= 1 << 53, scale <= 22 else {
      return general(base, start, end)
    }
    let value = scale == 0 ? Double(mantissa) : Double(mantissa) / Self.powers[scale]
    return isNegative ? -value : value
  }

  /// Exponents, many digits, `inf`, thousands commas, percent, and the suffixes K, M, B.
  @inline(never)
  private func general(_ base: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> Double? {
    guard end - start <= 400 else { return nil }
    var bytes = Array(UnsafeBufferPointer(start: base + start, count: end - start))
    if let infinity = Self.infinity(bytes) { return infinity }
    let exponent = Self.takeSuffix(&bytes)
    guard Self.dropThousands(&bytes, mark: mark), Self.isNumber(bytes, mark: mark) else {
      return nil
    }
    if let place = bytes.firstIndex(of: mark) { bytes[place] = 46 }
    if !exponent.isEmpty, bytes.contains(where: { $0 | 32 == 101 }) { return nil }
    let value = (bytes + exponent).map { CChar(bitPattern: $0) } + [0]
    return strtod(value, nil)
  }

  private static func infinity(_ bytes: [UInt8]) -> Double? {
    switch String(decoding: bytes, as: UTF8.self).lowercased() {
    case "inf", "+inf", "infinity": .infinity
    case "-inf", "-infinity": -.infinity
    default: nil
    }
  }

  /// `1.5M` is 1,500,000 and `2%` is 0.02: the suffix as an exponent, so that the number is
  /// rounded once.
  private static func takeSuffix(_ bytes: inout [UInt8]) -> [UInt8] {
    let exponents: [UInt8: String] = [
      37: "e-2", 75: "e3", 107: "e3", 77: "e6", 109: "e6", 66: "e9",
    ]
    guard bytes.count > 1, let last = bytes.last, let exponent = exponents[last] else { return [] }
    bytes.removeLast()
    return Array(exponent.utf8)
  }

  /// Removes the separators of `1,234,567.8`; false when they do not stand between thousands.
  private static func dropThousands(_ bytes: inout [UInt8], mark: UInt8) -> Bool {
    let separator: UInt8 = mark == 44 ? 46 : 44
    guard bytes.contains(separator) else { return true }
    let whole = bytes.prefix { $0 != mark }
    let groups = whole.split(separator: separator, omittingEmptySubsequences: false)
    let first = groups.first?.filter { $0 != 45 && $0 != 43 }.count ?? 0
    guard (1...3).contains(first), groups.dropFirst().allSatisfy({ $0.count == 3 }),
      !bytes.dropFirst(whole.count).contains(separator)
    else { return false }
    bytes.removeAll { $0 == separator }
    return true
  }

  /// `[+-] digits [mark digits] [e [+-] digits]` with a digit before the exponent.
  private static func isNumber(_ bytes: [UInt8], mark: UInt8) -> Bool {
    var rest = bytes[...]
    func digits() -> Int {
      let count = rest.prefix { (48...57).contains($0) }.count
      rest = rest.dropFirst(count)
      return count
    }
    func sign() { if rest.first == 43 || rest.first == 45 { rest = rest.dropFirst() } }
    sign()
    var count = digits()
    if rest.first == mark {
      rest = rest.dropFirst()
      count += digits()
    }
    guard count > 0 else { return false }
    guard let next = rest.first else { return true }
    guard next == 101 || next == 69 else { return false }
    rest = rest.dropFirst()
    sign()
    return digits() > 0 && rest.isEmpty
  }
}
