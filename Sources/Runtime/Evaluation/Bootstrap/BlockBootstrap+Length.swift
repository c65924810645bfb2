import Glibc

extension BlockBootstrap {
  /// The mean block length that makes the bootstrapped variance of a mean most exact,
  /// `(2 G^2 / D)^(1/3) n^(1/3)` with `G = sum |k| g(k)` and `D = 2 (sum g(k))^2` over the
  /// autocovariances `g`, tapered beyond the lag from which on they are nothing but noise.
  ///
  /// - Edge cases: 1 for values that do not vary or are fewer than eight; at most
  ///   `min(3 sqrt(n), n / 3)`.
  /// - Complexity: O(n sqrt(n)).
  /// - Source: Politis and White, Automatic Block-Length Selection for the Dependent Bootstrap,
  ///   Econometric Reviews 2004, with the correction of Patton, Politis and White 2009.
  public static func automaticMeanBlock(_ values: [Double]) -> Double {
    let count = values.count
    let mean = LevelComparison.mean(values)
    let distances = values.map { $0 - mean }
    let squares = distances.reduce(0) { $0 + $1 * $1 }
    guard count >= 8, squares > 1e-24 * Double(count) * mean * mean else { return 1 }
    let lags = Autocovariances(distances)
    let cut = 2 * lags.firstOfNoise
    var (slope, level) = (0.0, lags[0])
    for lag in stride(from: 1, through: min(cut, lags.most), by: 1) {
      let weight = 2 * taper(Double(lag) / Double(min(cut, lags.most)))
      slope += weight * Double(lag) * lags[lag]
      level += weight * lags[lag]
    }
    let length = cbrt(slope * slope / (level * level) * Double(count))
    let most = min(3 * Double(count).squareRoot(), Double(count) / 3).rounded(.up)
    return length.isNaN ? 1 : min(max(length, 1), most)
  }

  /// 1 up to one half, then falling to 0 at 1.
  private static func taper(_ share: Double) -> Double {
    share <= 0.5 ? 1 : max(0, 2 * (1 - share))
  }

  /// Autocovariances of values of mean zero up to the lag that is looked at.
  private struct Autocovariances {
    /// The highest lag.
    let most: Int
    /// The first lag from which on so many in a row are not different from 0; `most` without one.
    let firstOfNoise: Int
    private let values: [Double]

    subscript(lag: Int) -> Double { values[lag] }

    init(_ x: [Double]) {
      let count = x.count
      let size = Double(count)
      // Lags that have to be small in a row.
      let run = max(5, Int(log10(size)))
      most = min(count - 2, Int(size.squareRoot().rounded(.up)) + run)
      let limit = 2 * (log10(size) / size).squareRoot()
      var (values, small, first) = ([Double](), 0, 0)
      for lag in 0...most {
        var product = 0.0
        for place in lag..<count { product += x[place] * x[place - lag] }
        values.append(product / size)
        let early = x[..<(count - lag - 1)].reduce(0) { $0 + $1 * $1 }
        let late = x[(lag + 1)...].reduce(0) { $0 + $1 * $1 }
        small = abs(product) < limit * (early * late).squareRoot() ? small + 1 : 0
        if small == run, first == 0, lag < most { first = lag - run + 1 }
      }
      firstOfNoise = first > 0 ? first : most
      self.values = values
    }
  }
}
