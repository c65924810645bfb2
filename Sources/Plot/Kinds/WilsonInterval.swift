/// The interval of shares with which a count of hits agrees at 95 %.
///
/// `(p + z^2 / 2n -+ z sqrt(p (1 - p) / n + z^2 / 4n^2)) / (1 + z^2 / n)`, z = 1.96
///
/// - Edge cases: missing for no trial.
/// - Source: Wilson (1927), "Probable inference, the law of succession, and statistical
///   inference".
struct WilsonInterval: Equatable {
  let lower: Double
  let upper: Double

  private static let z = 1.959963984540054

  init(hits: Int, of count: Int) {
    guard count > 0, (0...count).contains(hits) else {
      (lower, upper) = (.nan, .nan)
      return
    }
    let n = Double(count)
    let share = Double(hits) / n
    let square = Self.z * Self.z
    let middle = share + square / (2 * n)
    let half = Self.z * (share * (1 - share) / n + square / (4 * n * n)).squareRoot()
    lower = max((middle - half) / (1 + square / n), 0)
    upper = min((middle + half) / (1 + square / n), 1)
  }
}
