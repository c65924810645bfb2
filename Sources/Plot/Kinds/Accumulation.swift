import Glibc

/// How the returns of periods become that of a longer one: their sum, or compounded.
struct Accumulation: Equatable {
  let isCompounded: Bool

  /// The return from the beginning to each row; a missing period adds nothing.
  func curve(_ values: [Double]) -> [Double] {
    guard isCompounded else { return PnLChart.cumulative(values) }
    var wealth = 1.0
    return values.map { value in
      if value.isFinite { wealth *= 1 + value }
      return wealth - 1
    }
  }

  /// The return over all rows; missing where every row is.
  func total(_ values: some Collection<Double>) -> Double {
    let known = values.filter(\.isFinite)
    guard !known.isEmpty else { return .nan }
    return isCompounded ? known.reduce(1) { $0 * (1 + $1) } - 1 : known.reduce(0, +)
  }

  /// The drawdown of the curve of these returns: a share of the peak where they are compounded.
  func drawdown(_ values: [Double]) -> Drawdown {
    let curve = curve(values)
    return isCompounded ? Drawdown(ofCompounded: curve) : Drawdown(ofCumulative: curve)
  }
}
