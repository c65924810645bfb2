/// Returns with the day of each, so that several series can be laid over each other.
public struct DatedReturns: Sendable, Equatable {
  /// Days since 1970-01-01, or any other number of the periods; ascending.
  public let days: [Int]
  /// Fractions per period.
  public let returns: [Double]

  public var count: Int { days.count }

  /// - Edge cases: days without a finite return are left out; of equal days the first counts.
  public init(days: [Int], returns: [Double]) {
    if days.count == returns.count, Self.isAscending(days), returns.allSatisfy(\.isFinite) {
      (self.days, self.returns) = (days, returns)
      return
    }
    let pairs = zip(days, returns).filter { $0.1.isFinite }
    let kept = Self.isAscending(pairs.map(\.0)) ? pairs : Self.ordered(pairs)
    self.days = kept.map(\.0)
    self.returns = kept.map(\.1)
  }

  private static func isAscending(_ days: [Int]) -> Bool {
    for place in days.indices.dropFirst() where days[place] <= days[place - 1] { return false }
    return true
  }

  private static func ordered(_ pairs: [(Int, Double)]) -> [(Int, Double)] {
    let order = pairs.indices.sorted { (pairs[$0].0, $0) < (pairs[$1].0, $1) }
    var kept: [(Int, Double)] = []
    for place in order where kept.last?.0 != pairs[place].0 { kept.append(pairs[place]) }
    return kept
  }

  /// The returns on given days, all of which the series has.
  func returns(on chosen: [Int]) -> [Double] {
    guard chosen.count < days.count else { return returns }
    var place = 0
    return chosen.map { day in
      while place < days.count - 1, days[place] < day { place += 1 }
      return returns[place]
    }
  }

  /// The days that both have; both ascending.
  static func common(_ a: [Int], _ b: [Int]) -> [Int] {
    if a == b { return a }
    var (common, i, j) = ([Int](), 0, 0)
    while i < a.count, j < b.count {
      if a[i] == b[j] { common.append(a[i]) }
      (i, j) = (a[i] <= b[j] ? i + 1 : i, b[j] <= a[i] ? j + 1 : j)
    }
    return common
  }

  /// The returns of all series on the days that every one of them has.
  public static func overlaid(_ series: [DatedReturns]) -> (days: [Int], columns: [[Double]]) {
    guard let first = series.first else { return ([], []) }
    let days = series.dropFirst().reduce(first.days) { common($0, $1.days) }
    return (days, series.map { $0.returns(on: days) })
  }
}
