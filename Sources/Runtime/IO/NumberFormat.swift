@preconcurrency import Glibc

/// Numbers as text, the same on every machine: no locale, no Foundation.
public enum NumberFormat {
  /// The spelling of a missing number.
  public static let missing = "nan"

  /// `%.*f`: a fixed count of decimals; `grouped` puts commas between thousands.
  public static func fixed(_ value: Double, decimals: Int, grouped: Bool = false) -> String {
    guard value.isFinite else { return special(value) }
    let text = unsigned(printf("%.*f", min(max(0, decimals), 40), value))
    return grouped ? group(text) : text
  }

  /// At most `digits` significant digits, trailing zeros removed: `0.0123`, `1.5e-07`, `911545`.
  ///
  /// Magnitudes from 1e-4 up to 1e15 are written without an exponent; integers keep all digits.
  public static func general(_ value: Double, digits: Int = 6) -> String {
    guard value.isFinite else { return special(value) }
    let magnitude = abs(value)
    if magnitude < 1e15, value.rounded() == value { return fixed(value, decimals: 0) }
    if magnitude >= 1e15 || magnitude < 1e-4 { return printf("%.*g", max(1, digits), value) }
    let decimals = max(0, digits - 1 - exponent(magnitude))
    return trimmed(fixed(value, decimals: decimals))
  }

  /// The shortest text that reads back as the same number; what files are written with.
  public static func shortest(_ value: Double) -> String {
    guard value.isFinite else { return special(value) }
    let text = value.description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  /// `%.*e`: `1.50e-07`.
  public static func scientific(_ value: Double, decimals: Int) -> String {
    value.isFinite ? printf("%.*e", min(max(0, decimals), 40), value) : special(value)
  }

  /// A count with commas: `911,545`.
  public static func count(_ value: Int) -> String { group(String(value)) }

  /// A fraction in basis points: `basisPoints(0.00021)` is `2.1bp`.
  public static func basisPoints(_ fraction: Double) -> String {
    fraction.isFinite ? "\(general(1e4 * fraction, digits: 3))bp" : missing
  }

  /// A fraction as percent: `percent(0.0123, decimals: 1)` is `1.2%`.
  public static func percent(_ fraction: Double, decimals: Int = 1) -> String {
    fraction.isFinite ? fixed(fraction * 100, decimals: decimals) + "%" : special(fraction)
  }

  /// One column of a table: a common number of decimals, about `digits` significant ones.
  public static func column(_ values: [Double], digits: Int = 6) -> [String] {
    let finite = values.filter { $0.isFinite && $0 != 0 }.map(abs)
    guard let largest = finite.max(), let smallest = finite.min() else {
      return values.map { general($0, digits: digits) }
    }
    let decimals = max(0, digits - 1 - exponent(largest))
    if largest >= 1e15 || smallest < 0.5 * pow(10, -Double(decimals)), !allWhole(finite) {
      return values.map { general($0, digits: digits) }
    }
    let used = allWhole(finite) ? 0 : decimals
    return dropCommonZeros(values.map { fixed($0, decimals: used) })
  }

  private static func allWhole(_ values: [Double]) -> Bool {
    values.allSatisfy { $0.rounded() == $0 && $0 < 1e15 }
  }

  private static func exponent(_ magnitude: Double) -> Int {
    let exponent = log10(magnitude).rounded(.down)
    return exponent.isFinite ? Int(exponent) : 0
  }

  private static func special(_ value: Double) -> String {
    value.isNaN ? missing : value < 0 ? "-inf" : "inf"
  }

  /// `-0.00` is written as `0.00`.
  private static func unsigned(_ text: String) -> String {
    guard text.hasPrefix("-"), !text.utf8.contains(where: { $0 >= 49 && $0 <= 57 }) else {
      return text
    }
    return String(text.dropFirst())
  }

  private static func trimmed(_ text: String) -> String {
    guard text.utf8.contains(46) else { return text }
    var bytes = Array(text.utf8)
    while bytes.last == 48 { bytes.removeLast() }
    if bytes.last == 46 { bytes.removeLast() }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Removes the zeros at the end that all cells of a column share.
  private static func dropCommonZeros(_ cells: [String]) -> [String] {
    let zeros = cells.filter { $0.utf8.contains(46) }.map { cell in
      cell.utf8.reversed().prefix { $0 == 48 }.count
    }
    guard let common = zeros.min(), common > 0 else { return cells }
    return cells.map { cell in
      guard cell.utf8.contains(46) else { return cell }
      let kept = cell.dropLast(common)
      return String(kept.hasSuffix(".") ? kept.dropLast() : kept)
    }
  }

  private static func group(_ text: String) -> String {
    let bytes = Array(text.utf8)
    let start = bytes.first == 45 ? 1 : 0
    let end = bytes.firstIndex(of: 46) ?? bytes.count
    var result: [UInt8] = []
    for (index, byte) in bytes.enumerated() {
      if index > start, index < end, (end - index) % 3 == 0 { result.append(44) }
      result.append(byte)
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static func printf(_ format: String, _ precision: Int, _ value: Double) -> String {
    var buffer = [CChar](repeating: 0, count: 400)
    let length = withVaList([CInt(clamping: precision), value]) {
      vsnprintf(&buffer, buffer.count, format, $0)
    }
    let bytes = buffer.prefix(max(0, min(Int(length), buffer.count - 1)))
    return String(decoding: bytes.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
