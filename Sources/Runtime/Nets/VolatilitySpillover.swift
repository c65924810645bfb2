@preconcurrency import Glibc

/// Whose volatility moves whose: shares of the forecast error variance of a VAR(1) of log volatility.
///
/// With `y_t = c + Φ y_{t-1} + u_t`, `Σ = cov(u)` and `A_h = Φ^h`, the generalised shares over H steps
/// are `θ_ij = σ_jj^-1 Σ_h (e_i' A_h Σ e_j)² / Σ_h e_i' A_h Σ A_h' e_i`, h from 0 to H - 1, each row
/// divided by its sum.
/// - Source: Pesaran and Shin (1998); Diebold and Yilmaz (2012).
/// - Complexity: O(dates symbols² + H symbols³).
public struct VolatilitySpillover: Sendable {
  public static let steps = 10

  /// `coefficients[i * size + j]`: how symbol i follows symbol j one date later.
  public let coefficients: [Double]
  /// Of the residuals, ddof 0.
  public let covariance: [Double]
  /// `shares[i * size + j]`: of symbol i's forecast error due to symbol j; rows sum to 1.
  public let shares: [Double]

  /// - Parameters:
  ///   - series: `series[date * size + symbol]`, volatilities.
  ///   - dates: The number of each date; pairs that follow each other enter the regression.
  /// - Edge cases: a volatility that is not positive counts as the symbol's smallest positive one.
  /// - Throws: `Failure` when a symbol has no positive volatility, or there are too few dates.
  public init(_ series: [Double], dates: [Int], size: Int) throws {
    let logs = try Self.logarithms(series, size)
    let pairs = dates.indices.dropFirst().filter { dates[$0] == dates[$0 - 1] + 1 }
    guard pairs.count > 2 * size else {
      throw Failure(
        "a spillover graph of \(size) symbols needs more than \(2 * size) training dates in a row, "
          + "there are \(pairs.count)", culprit: .parameter("graph"), hint: "graph=corr needs fewer"
      )
    }
    let rows = pairs.flatMap { [1] + logs[($0 - 1) * size..<$0 * size] }
    let rights = (0..<size).map { symbol in pairs.map { logs[$0 * size + symbol] } }
    let fits = try LeastSquares.solutions(rows, columns: size + 1, rights).values
    coefficients = fits.flatMap { $0.dropFirst() }
    covariance = Self.covariance(rows, rights, fits)
    shares = Self.shares(coefficients, covariance, size)
  }

  private static func logarithms(_ series: [Double], _ size: Int) throws -> [Double] {
    let smallest = (0..<size).map { symbol in
      stride(from: symbol, to: series.count, by: size)
        .reduce(Double.infinity) { series[$1] > 0 ? min($0, series[$1]) : $0 }
    }
    guard smallest.allSatisfy(\.isFinite) else {
      throw Failure(
        "a spillover graph is of the logarithm of volatility, and a symbol has no positive one",
        culprit: .parameter("graph"))
    }
    return series.enumerated().map { log(max($1, smallest[$0 % size])) }
  }

  private static func covariance(
    _ rows: [Double], _ rights: [[Double]], _ fits: [[Double]]
  ) -> [Double] {
    let (size, count) = (rights.count, rights.first?.count ?? 0)
    let residuals = zip(rights, fits).map { right, fit in
      right.indices.map { date in
        let start = date * (size + 1)
        return right[date] - fit.indices.reduce(0) { $0 + fit[$1] * rows[start + $1] }
      }
    }
    return (0..<size * size).map { place in
      let (a, b) = (residuals[place / size], residuals[place % size])
      return zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } / Double(count)
    }
  }

  private static func shares(_ phi: [Double], _ sigma: [Double], _ n: Int) -> [Double] {
    var power = (0..<n * n).map { $0 / n == $0 % n ? 1.0 : 0 }
    var parts = [Double](repeating: 0, count: n * n)
    for _ in 0..<steps {
      let response = product(power, sigma, n)
      for place in parts.indices { parts[place] += response[place] * response[place] }
      power = product(phi, power, n)
    }
    for place in parts.indices {
      let variance = sigma[(place % n) * n + place % n]
      parts[place] = variance > 0 ? parts[place] / variance : 0
    }
    // The forecast error variance of row i divides all of row i, and so does the row's sum.
    return (0..<n * n).map { place in
      let total = parts[place / n * n..<(place / n + 1) * n].reduce(0, +)
      return total > 0 ? parts[place] / total : 0
    }
  }

  private static func product(_ a: [Double], _ b: [Double], _ n: Int) -> [Double] {
    var output = [Double](repeating: 0, count: n * n)
    for i in 0..<n {
      for k in 0..<n {
        let factor = a[i * n + k]
        for j in 0..<n { output[i * n + j] += factor * b[k * n + j] }
      }
    }
    return output
  }
}
