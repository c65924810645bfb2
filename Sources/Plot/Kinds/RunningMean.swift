/// The mean of the last rows, missing ones left out.
enum RunningMean {
  /// - Edge cases: missing before the window is full, and where all of it is missing.
  /// - Complexity: O(n); every window-th row takes its sum anew, so that rounding does not
  ///   pile up.
  static func values(_ values: [Double], window: Int) -> [Double] {
    guard window > 0 else { return values.map { _ in .nan } }
    var (sum, count) = (0.0, 0)
    return values.indices.map { row in
      if row.isMultiple(of: window) {
        let own = values[max(row - window + 1, 0)...row].filter(\.isFinite)
        (sum, count) = (own.reduce(0, +), own.count)
      } else {
        if values[row].isFinite { (sum, count) = (sum + values[row], count + 1) }
        if row >= window, values[row - window].isFinite {
          (sum, count) = (sum - values[row - window], count - 1)
        }
      }
      return row + 1 >= window && count > 0 ? sum / Double(count) : .nan
    }
  }
}
