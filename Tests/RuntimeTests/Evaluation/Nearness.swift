extension Array where Element == Double {
  /// Whether all numbers are those of another array, to within rounding.
  func isNear(_ other: [Double], within tolerance: Double = 1e-12) -> Bool {
    count == other.count && zip(self, other).allSatisfy { abs($0 - $1) <= tolerance }
  }
}
