/// The returns of calendar months and years, UTC.
struct MonthTable: Equatable {
  /// Ascending, without gaps.
  let years: [Int]
  /// Year after year, twelve each; NaN for a month without a return.
  let months: [Double]
  /// Of each year.
  let totals: [Double]

  /// - Complexity: O(n).
  init(times: [Int64], returns: [Double], accumulation: Accumulation) {
    var rows: [Int: [Double]] = [:]
    for (time, value) in zip(times, returns) {
      guard value.isFinite, let civil = CivilTime(seconds: Double(time) / 1e9) else { continue }
      rows[civil.year * 12 + civil.month - 1, default: []].append(value)
    }
    let found = rows.keys.map { $0 >= 0 ? $0 / 12 : ($0 - 11) / 12 }
    let years = Array((found.min() ?? 0)..<(found.max().map { $0 + 1 } ?? 0))
    self.years = years
    months = years.flatMap { year in
      (0..<12).map { accumulation.total(rows[year * 12 + $0] ?? []) }
    }
    totals = years.map { year in
      accumulation.total((0..<12).flatMap { rows[year * 12 + $0] ?? [] })
    }
  }
}
