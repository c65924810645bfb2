/// Numbers for the cells of a matrix, all with the same decimals.
enum CellNumbers {
  /// The texts with three and with two significant digits of the largest number; two and one
  /// where it is below 1. Percent stand without their sign, which belongs to the heading.
  ///
  /// - Edge cases: a missing value has an empty text; all are empty for values beyond 1e15.
  static func forms(_ values: [Double], format: NumberFormat) -> [[String]] {
    let shown = values.map { format == .percent ? $0 * 100 : $0 }
    let largest = shown.filter(\.isFinite).map(\.magnitude).max() ?? 0
    guard largest < 1e15 else { return [values.map { _ in "" }] }
    if format == .whole || largest == 0 { return [texts(shown, decimals: 0)] }
    if largest < 1e-4 || largest >= 1e7 { return [exponents(shown)] }
    let order = NumberText.decade(largest)
    let digits = order < 0 ? 2 : 3
    let most = max(digits - 1 - order, 0)
    let least = max(digits - 2 - order, 0)
    return stride(from: most, through: min(least, most), by: -1).map { texts(shown, decimals: $0) }
  }

  private static func texts(_ values: [Double], decimals: Int) -> [String] {
    values.map { $0.isFinite ? NumberText.fixed($0, decimals: decimals) : "" }
  }

  private static func exponents(_ values: [Double]) -> [String] {
    values.map { $0.isFinite ? NumberText.exponent($0, digits: 2) : "" }
  }
}
