import Glibc

/// Numbers as text: fixed decimals with thousands separators, or significant digits.
enum NumberText {
  /// The value with a fixed count of decimals: `12,345.60`; exponents beyond 15 digits.
  static func fixed(_ value: Double, decimals: Int) -> String {
    guard value.isFinite else { return "nan" }
    let places = min(max(decimals, 0), 12)
    let scale = power(10, places)
    guard let scaled = Int64(exactly: (value.magnitude * scale).rounded()),
      scaled < 1_000_000_000_000_000
    else { return exponent(value, digits: 4) }
    let digits = String(scaled)
    let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
    let whole = grouped(padded.dropLast(places))
    let fraction = places == 0 ? "" : "." + padded.suffix(places)
    return (value < 0 && scaled != 0 ? "-" : "") + whole + fraction
  }

  /// The value with this many significant digits: `0.0641`, `12,345`, `6.41e-5`.
  static func significant(_ value: Double, digits: Int = 3) -> String {
    guard value.isFinite else { return "nan" }
    guard value != 0 else { return "0" }
    let order = decade(value)
    if order < -4 || order > 14 { return exponent(value, digits: digits) }
    return fixed(value, decimals: max(0, digits - 1 - order))
  }

  /// The value in the form of an axis: a signed amount with its unit, or percent.
  static func amount(_ value: Double, unit: String, format: NumberFormat) -> String {
    switch format {
    case .percent: return signed(value * 100, digits: 3) + "%"
    case .whole: return fixed(value, decimals: 0)
    case .number: break
    }
    let sign = value < 0 ? "-" : "+"
    let isMoney = ["$", "€", "£"].contains(unit)
    let text =
      isMoney && value.magnitude >= 0.01
      ? fixed(value.magnitude, decimals: value.magnitude < 1000 ? 2 : 0)
      : significant(value.magnitude, digits: 4)
    if isMoney { return sign + unit + text }
    return unit.isEmpty ? sign + text : "\(sign)\(text) \(unit)"
  }

  /// The value as a description without a sign for positive ones: `0.0123`, `1.23%`.
  static func plain(_ value: Double, format: NumberFormat) -> String {
    switch format {
    case .percent: significant(value * 100) + "%"
    case .whole: fixed(value, decimals: 0)
    case .number: significant(value)
    }
  }

  /// `1.5e-5`, without trailing zeros in the mantissa.
  static func exponent(_ value: Double, digits: Int) -> String {
    guard value.isFinite, value != 0 else { return value == 0 ? "0" : "nan" }
    var order = decade(value)
    var mantissa = value / pow(10, Double(order))
    let scale = power(10, digits - 1)
    mantissa = (mantissa * scale).rounded() / scale
    if mantissa.magnitude >= 10 {
      mantissa /= 10
      order += 1
    }
    return trimmed(fixed(mantissa, decimals: digits - 1)) + "e\(order)"
  }

  /// The power of ten below the value's magnitude; zero for zero.
  static func decade(_ value: Double) -> Int {
    guard value.isFinite, value != 0 else { return 0 }
    return Int(log10(value.magnitude).rounded(.down))
  }

  /// A whole power, exact where it fits.
  static func power(_ base: Double, _ exponent: Int) -> Double {
    pow(base, Double(exponent))
  }

  /// A screen coordinate for a script, short enough to read.
  static func coordinate(_ value: Double) -> String {
    guard value.isFinite else { return "0" }
    return fixed(value, decimals: 5)
  }

  private static func signed(_ value: Double, digits: Int) -> String {
    (value < 0 ? "-" : "+") + significant(value.magnitude, digits: digits)
  }

  private static func grouped(_ digits: Substring) -> String {
    var text = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index).isMultiple(of: 3) { text.append(",") }
      text.append(digit)
    }
    return text
  }

  private static func trimmed(_ text: String) -> String {
    guard text.contains(".") else { return text }
    var result = Substring(text)
    while result.last == "0" { result.removeLast() }
    if result.last == "." { result.removeLast() }
    return String(result)
  }
}
