/// A figure of several cells of one column.
public enum RowStatistic: String, Sendable, CaseIterable {
  case count, mean, std, min, max, median, sum, first, last, skew

  /// The figure of the cells that are not missing.
  ///
  /// - Edge cases: `count` and `sum` of no cells are 0 and missing; every other figure of none is
  ///   missing, and `std` (ddof 1) of one.
  /// - Complexity: O(n), `median` and `skew` O(n log n).
  func value(_ cells: some Sequence<Double>) -> Double {
    switch self {
    case .first: return cells.first { !$0.isNaN } ?? .nan
    case .count, .sum, .last, .min, .max, .mean: return running(cells)
    case .std, .median, .skew:
      let statistics = Statistics(Array(cells))
      return self == .std
        ? statistics.std : self == .median ? statistics.median : statistics.skew
    }
  }

  private func running(_ cells: some Sequence<Double>) -> Double {
    var (count, sum, last) = (0.0, 0.0, Double.nan)
    var (low, high) = (Double.infinity, -Double.infinity)
    for cell in cells where !cell.isNaN {
      count += 1
      sum += cell
      last = cell
      low = Swift.min(low, cell)
      high = Swift.max(high, cell)
    }
    if self == .count { return count }
    guard count > 0 else { return .nan }
    switch self {
    case .sum: return sum
    case .mean: return sum / count
    case .min: return low
    case .max: return high
    default: return last
    }
  }

  /// The row whose label stands for several of a category: the first or last that is not missing.
  ///
  /// - Returns: nil where no cell is there, or the figure makes no sense for labels.
  func row(of rows: ArraySlice<Int>, codes: [Int32]) -> Int? {
    switch self {
    case .first: rows.first { codes[$0] >= 0 }
    case .last: rows.last { codes[$0] >= 0 }
    default: nil
    }
  }
}
