/// Reads plain decimal numbers eight digits at a time.
///
/// - Source: D. Lemire, "Number parsing at a gigabyte per second" (2021); W. Clinger (1990).
struct NumberScanner {
  private let mark: UInt8
  private let doubles: UnsafeMutablePointer<Double>
  private let whole: UnsafeMutablePointer<UInt64>

  init(mark: UInt8, _ powers: DecimalPowers) {
    self.mark = mark
    doubles = powers.doubles
    whole = powers.whole
  }

  /// `-123.45` or nothing up to a delimiter or line end, which is returned; nil for any other cell.
  ///
  /// Agrees with `DecimalParser` on the cells it takes: at most 18 digits, 2^53 and 10^22.
  @inline(__always)
  func scan(
    _ cell: UnsafePointer<UInt8>, _ delimiter: UInt8, into value: UnsafeMutablePointer<Double>
  ) -> UnsafePointer<UInt8>? {
    var at = cell
    let isNegative = at[0] == 45
    if isNegative { at += 1 }
    if let (magnitude, end) = short(at) {
      guard end[0] == delimiter || end[0] == 10 || end[0] == 13 else { return nil }
      value.pointee = isNegative ? -magnitude : magnitude
      return end
    }
    var mantissa: UInt64 = 0
    var digits = takeDigits(&at, &mantissa)
    var scale = 0
    if at[0] == mark {
      at += 1
      scale = takeDigits(&at, &mantissa)
      digits += scale
    }
    guard at[0] == delimiter || at[0] == 10 || at[0] == 13 else { return nil }
    guard digits > 0 else {
      value.pointee = .nan
      return at == cell ? at : nil
    }
    guard digits < 19, mantissa <= 1 << 53 else { return nil }
    let magnitude = Double(Int64(truncatingIfNeeded: mantissa)) / doubles[scale]
    value.pointee = isNegative ? -magnitude : magnitude
    return at
  }

  /// A number of at most seven bytes from one load: the next cell waits for its end only once.
  @inline(__always)
  private func short(
    _ at: UnsafePointer<UInt8>
  ) -> (magnitude: Double, end: UnsafePointer<UInt8>)? {
    let word = UnsafeRawPointer(at).loadUnaligned(as: UInt64.self) ^ 0x3030_3030_3030_3030
    let others = ((word &+ 0x7676_7676_7676_7676) | word) & 0x8080_8080_8080_8080
    let first = others.trailingZeroBitCount &>> 3
    guard others != 0, first > 0 else { return nil }
    guard at[first] == mark else {
      let digits = word &<< UInt64(truncatingIfNeeded: 64 &- 8 &* first)
      return (Double(Int64(truncatingIfNeeded: Self.value(digits))), at + first)
    }
    let rest = others & (others &- 1)
    guard rest != 0 else { return nil }
    let end = rest.trailingZeroBitCount &>> 3
    let whole = (1 &<< UInt64(truncatingIfNeeded: 8 &* first)) &- 1
    let joined = (word & whole) | ((word &>> 8) & ~whole)
    let digits = joined &<< UInt64(truncatingIfNeeded: 72 &- 8 &* end)
    let mantissa = Double(Int64(truncatingIfNeeded: Self.value(digits)))
    return (mantissa / doubles[end &- first &- 1], at + end)
  }

  /// Takes all digits that follow and returns their number, which may be beyond what fits.
  @inline(__always)
  private func takeDigits(_ at: inout UnsafePointer<UInt8>, _ mantissa: inout UInt64) -> Int {
    var total = 0
    while true {
      let word = UnsafeRawPointer(at).loadUnaligned(as: UInt64.self) ^ 0x3030_3030_3030_3030
      let others = ((word &+ 0x7676_7676_7676_7676) | word) & 0x8080_8080_8080_8080
      if others != 0 {
        let count = others.trailingZeroBitCount &>> 3
        // In two steps, because a shift by all 64 bits would be none.
        let digits = (word &<< 8) &<< UInt64(truncatingIfNeeded: 56 &- 8 &* count)
        mantissa = mantissa &* whole[count] &+ Self.value(digits)
        at += count
        return total &+ count
      }
      mantissa = mantissa &* whole[8] &+ Self.value(word)
      at += 8
      total &+= 8
      if total > 40 { return total }
    }
  }

  /// The number of eight digits, the first in the lowest byte.
  @inline(__always)
  private static func value(_ digits: UInt64) -> UInt64 {
    let pairs = digits &* 10 &+ (digits &>> 8)
    let low = (pairs & 0x0000_00ff_0000_00ff) &* 0x000f_4240_0000_0064
    let high = ((pairs &>> 16) & 0x0000_00ff_0000_00ff) &* 0x0000_2710_0000_0001
    return (low &+ high) &>> 32
  }
}
