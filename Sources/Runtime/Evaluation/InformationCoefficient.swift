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
  private let times: CoefficientTimes
  private let isRank: Bool
  /// Fewer symbols at one time give no coefficient.
  private static let leastSymbols = 5

  /// - Parameter times: Those of the axis; made once for many signals.
  public init(
    signal: [Double], target: [Double], axis: Axis, times: CoefficientTimes? = nil, isRank: Bool
  ) {
    (self.signal, self.target, self.axis, self.isRank) = (signal, target, axis, isRank)
    self.times = times ?? CoefficientTimes(axis)
  }

  /// The same of ranks, or of the values where this is of ranks.
  public var counterpart: InformationCoefficient {
    InformationCoefficient(
      signal: signal, target: target, axis: axis, times: times, isRank: !isRank)
  }

  /// How little the order of the symbols changes from one time to the next; missing off a panel.
  public var rankAutocorrelation: RankAutocorrelation {
    RankAutocorrelation(signal: signal, axis: axis, times: times)
  }

  /// Counted times in a year; missing where the rows have none.
  public var timesPerYear: Double { axis.hasTime ? axis.days.barsPerYear : .nan }

  /// - Parameters:
  ///   - delay: Bars by which the signal is older than it needs to be: the decay.
  ///   - overlap: Bars that neighbouring labels share, the horizon less one.
  public func figure(delay: Int = 0, overlap: Int = 0) -> Figure {
    let series =
      axis.isPanel ? coefficients(delay: delay).map(\.value) : products(pairs(delay))
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
    guard axis.isPanel else {
      let members = Dictionary(grouping: rowPairs(0)) { period[$0.row] }
      return members.keys.sorted().compactMap { key in
        let pairs = members[key, default: []].map(\.pair)
        let value = correlation(pairs)
        return value.isNaN ? nil : (key, value, pairs.count)
      }
    }
    var sums: [Double: (sum: Double, count: Int)] = [:]
    for (row, value) in coefficients(delay: 0) {
      let old = sums[period[row]] ?? (0, 0)
      sums[period[row]] = (old.sum + value, old.count + 1)
    }
    return sums.keys.sorted().compactMap { key in
      sums[key].map { (key, $0.sum / Double($0.count), $0.count) }
    }
  }

  // MARK: Coefficients

  private typealias Pair = (x: Double, y: Double)

  /// The signal `delay` bars before a row with its target; nil where one is missing.
  private func pair(_ row: Int, _ first: Int, _ delay: Int) -> Pair? {
    guard row - first >= delay else { return nil }
    let (x, y) = (signal[row - delay], target[row])
    return x.isFinite && y.isFinite ? (x, y) : nil
  }

  private func pairs(_ delay: Int) -> [Pair] {
    var pairs: [Pair] = []
    pairs.reserveCapacity(axis.rowCount)
    for segment in axis.segments {
      for row in segment.rows {
        if let pair = pair(row, segment.rows.lowerBound, delay) { pairs.append(pair) }
      }
    }
    return pairs
  }

  private func rowPairs(_ delay: Int) -> [(row: Int, pair: Pair)] {
    axis.segments.flatMap { segment in
      segment.rows.compactMap { row in
        pair(row, segment.rows.lowerBound, delay).map { (row, $0) }
      }
    }
  }

  /// One coefficient per known time with a row of that time, in the order of time.
  private func coefficients(delay: Int) -> [(row: Int, value: Double)] {
    times.groups.compactMap { group in
      let rows = times.rows[group]
      let members = rows.compactMap { pair($0.row, $0.first, delay) }
      guard let row = rows.first?.row, members.count >= Self.leastSymbols else { return nil }
      let value = correlation(members)
      return value.isNaN ? nil : (row, value)
    }
  }

  private func correlation(_ pairs: [Pair]) -> Double {
    let products = products(pairs)
    return products.isEmpty ? .nan : products.reduce(0, +) / Double(products.count)
  }

  /// The products of standardised values (ddof 0); empty where either is constant.
  private func products(_ pairs: [Pair]) -> [Double] {
    let x = Self.standardised(isRank ? Ranking.average(pairs.map(\.x)) : pairs.map(\.x))
    let y = Self.standardised(isRank ? Ranking.average(pairs.map(\.y)) : pairs.map(\.y))
    return zip(x, y).map { $0 * $1 }
  }

  private static func standardised(_ values: [Double]) -> [Double] {
    let count = Double(values.count)
    let mean = values.reduce(0, +) / count
    let square = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count
    guard values.count > 1, square > 1e-24 * mean * mean else { return [] }
    return values.map { ($0 - mean) / square.squareRoot() }
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

/// The rows of a panel by known time; of one symbol none are needed.
public struct CoefficientTimes: Sendable {
  /// In the order of time, each with the first row of its symbol.
  let rows: [(row: Int, first: Int)]
  /// Places in `rows` of each time.
  let groups: [Range<Int>]

  public init(_ axis: Axis) {
    guard axis.isPanel else {
      (rows, groups) = ([], [])
      return
    }
    let known = axis.hasTime ? axis.known : (0..<axis.rowCount).map(Int64.init)
    let rows = axis.segments.flatMap { segment in
      segment.rows.map { (row: $0, first: segment.rows.lowerBound) }
    }.sorted { (known[$0.row], $0.row) < (known[$1.row], $1.row) }
    var groups: [Range<Int>] = []
    for place in rows.indices {
      if let last = groups.last, known[rows[last.lowerBound].row] == known[rows[place].row] {
        groups[groups.count - 1] = last.lowerBound..<place + 1
      } else {
        groups.append(place..<place + 1)
      }
    }
    (self.rows, self.groups) = (rows, groups)
  }
}
