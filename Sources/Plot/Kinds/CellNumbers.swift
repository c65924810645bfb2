/// Numbers for the cells of a matrix, all with the same decimals.
enum CellNumbers {
  /// The texts with three and with two significant digits of the largest number; two and one
  /// where it is below 1. Percent stand without their sign, which belongs to the heading; shorter
  /// forms of large numbers count thousands, millions or billions.
  ///
  /// - Edge cases: a missing value has an empty text; all are empty for values beyond 1e15.
  static func forms(_ values: [Double], format: NumberFormat) -> [[String]] {
    let shown = values.map { format == .percent ? $0 * 100 : $0 }
    let largest = shown.filter(\.isFinite).map(\.magnitude).max() ?? 0
    guard largest < 1e15 else { return [values.map { _ in "" }] }
    if largest == 0 { return [texts(shown, decimals: 0)] }
    if largest < 1e-4 { return [exponents(shown)] }
    let full = format == .whole ? [texts(shown, decimals: 0)] : plain(shown, largest)
    return largest < 1e3 ? full : (largest < 1e7 ? full : []) + scaled(shown, largest)
  }

  private static func plain(_ values: [Double], _ largest: Double) -> [[String]] {
    let order = NumberText.decade(largest)
    let digits = order < 0 ? 2 : 3
    let (most, least) = (max(digits - 1 - order, 0), max(digits - 2 - order, 0))
    return stride(from: most, through: least, by: -1).map { texts(values, decimals: $0) }
  }

  /// `12.3k`, then `12k`.
  private static func scaled(_ values: [Double], _ largest: Double) -> [[String]] {
    let (divisor, suffix) =
      largest < 1e6 ? (1e3, "k") : largest < 1e9 ? (1e6, "M") : (1e9, "B")
    return [1, 0].map { decimals in
      texts(values.map { $0 / divisor }, decimals: decimals).map {
        $0.contains { ("1"..."9").contains($0) } ? $0 + suffix : String($0.prefix(1))
      }
    }
  }

  private static func texts(_ values: [Double], decimals: Int) -> [String] {
    values.map { $0.isFinite ? NumberText.fixed($0, decimals: decimals) : "" }
  }

  private static func exponents(_ values: [Double]) -> [String] {
    values.map { $0.isFinite ? NumberText.exponent($0, digits: 2) : "" }
  }
}
