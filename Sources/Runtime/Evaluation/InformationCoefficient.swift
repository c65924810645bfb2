/// The correlation of a signal with what follows, its spread, and how sure one can be of it.
///
/// On a panel the coefficient of each time is the correlation over the symbols, and the figures are
/// those of the series of coefficients. Of one symbol it is the correlation over time, written as
/// the mean of the products of standardised values, so that both have a series to take errors of.
/// - Source: Grinold and Kahn, "Active portfolio management"; errors of overlapping labels by Newey
///   and West (1987).
public struct InformationCoefficient: Sendable {
  /// What is said of a series of coefficients.
  public struct Figure: Sendable {
    public let mean: Double
    /// The standard deviation over time, ddof 1; of one symbol that of the products.
    public let deviation: Double
    /// `mean / standard error`, the error robust to the overlap of labels.
    public let tStatistic: Double
    /// The share of coefficients above zero.
    public let positive: Double
    /// Times on a panel, rows of one symbol.
    public let count: Int
  }

  private let signal: [Double]
  private let target: [Double]
  private let axis: Axis
  private let isRank: Bool
  /// Fewer symbols at one time give no coefficient.
  private static let leastSymbols = 5

  public init(signal: [Double], target: [Double], axis: Axis, isRank: Bool) {
    (self.signal, self.target, self.axis, self.isRank) = (signal, target, axis, isRank)
  }

  /// - Parameters:
  ///   - delay: Bars by which the signal is older than it needs to be: the decay.
  ///   - overlap: Bars that neighbouring labels share, the horizon less one.
  public func figure(delay: Int = 0, overlap: Int = 0) -> Figure {
    let pairs = pairs(delay: delay)
    let series = axis.isPanel ? coefficients(pairs).map(\.value) : products(pairs)
    let mean = series.isEmpty ? .nan : series.reduce(0, +) / Double(series.count)
    let error = Self.standardError(series, overlap: overlap)
    return Figure(
      mean: mean, deviation: Self.covariance(series, 0).squareRoot(),
      tStatistic: error > 0 ? mean / error : .nan,
      positive: series.isEmpty
        ? .nan : Double(series.count { $0 > 0 }) / Double(series.count),
      count: series.count)
  }

  /// The coefficient of each period: the mean of those of its times, of one symbol its own.
  ///
  /// - Parameter period: A number per row that grows with time, such as year and month.
  public func figures(by period: [Double]) -> [(period: Double, value: Double, count: Int)] {
    let pairs = pairs(delay: 0)
    var groups: [Double: [Pair]] = [:]
    for pair in pairs { groups[period[pair.row], default: []].append(pair) }
    return groups.keys.sorted().compactMap { key in
      let members = groups[key] ?? []
      guard axis.isPanel else {
        let value = correlation(members)
        return value.isNaN ? nil : (key, value, members.count)
      }
      let values = coefficients(members).map(\.value)
      guard !values.isEmpty else { return nil }
      return (key, values.reduce(0, +) / Double(values.count), values.count)
    }
  }

  // MARK: Coefficients

  private struct Pair {
    let row: Int
    let x: Double
    let y: Double
  }

  private func pairs(delay: Int) -> [Pair] {
    var pairs: [Pair] = []
    for segment in axis.segments where delay < segment.rows.count {
      for row in segment.rows.dropFirst(delay) {
        let (x, y) = (signal[row - delay], target[row])
        if x.isFinite, y.isFinite { pairs.append(Pair(row: row, x: x, y: y)) }
      }
    }
    return pairs
  }

  /// One coefficient per known time, in the order of time.
  private func coefficients(_ pairs: [Pair]) -> [(time: Int64, value: Double)] {
    var times: [Int64: [Pair]] = [:]
    for pair in pairs {
      times[axis.hasTime ? axis.known[pair.row] : Int64(pair.row), default: []].append(pair)
    }
    return times.keys.sorted().compactMap { time in
      guard let members = times[time], members.count >= Self.leastSymbols else { return nil }
      let value = correlation(members)
      return value.isNaN ? nil : (time, value)
    }
  }

  private func correlation(_ pairs: [Pair]) -> Double {
    let products = products(pairs)
    return products.isEmpty ? .nan : products.reduce(0, +) / Double(products.count)
  }

  /// The products of standardised values (ddof 0); empty where either is constant.
  private func products(_ pairs: [Pair]) -> [Double] {
    let x = Self.standardised(isRank ? Self.ranks(pairs.map(\.x)) : pairs.map(\.x))
    let y = Self.standardised(isRank ? Self.ranks(pairs.map(\.y)) : pairs.map(\.y))
    return zip(x, y).map { $0 * $1 }
  }

  private static func standardised(_ values: [Double]) -> [Double] {
    let count = Double(values.count)
    let mean = values.reduce(0, +) / count
    let square = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count
    guard values.count > 1, square > 1e-24 * mean * mean else { return [] }
    return values.map { ($0 - mean) / square.squareRoot() }
  }

  /// Average ranks from 1.
  private static func ranks(_ values: [Double]) -> [Double] {
    let order = values.indices.sorted { values[$0] < values[$1] }
    var ranks = [Double](repeating: 0, count: values.count)
    var first = 0
    while first < order.count {
      var last = first
      while last + 1 < order.count, values[order[last + 1]] == values[order[first]] { last += 1 }
      for place in first...last { ranks[order[place]] = Double(first + last) / 2 + 1 }
      first = last + 1
    }
    return ranks
  }

  // MARK: Errors

  /// Newey and West's error of a mean with Bartlett weights over `overlap` lags.
  private static func standardError(_ series: [Double], overlap: Int) -> Double {
    guard series.count > 1 else { return .nan }
    var variance = covariance(series, 0)
    for lag in stride(from: 1, through: min(overlap, series.count - 1), by: 1) {
      let weight = 1 - Double(lag) / Double(overlap + 1)
      variance += 2 * weight * covariance(series, lag)
    }
    return (max(0, variance) / Double(series.count)).squareRoot()
  }

  private static func covariance(_ series: [Double], _ lag: Int) -> Double {
    guard series.count > 1 else { return .nan }
    let mean = series.reduce(0, +) / Double(series.count)
    var sum = 0.0
    for index in lag..<series.count {
      sum += (series[index] - mean) * (series[index - lag] - mean)
    }
    return sum / Double(series.count - 1)
  }
}
