/// How the levels of one parameter did: mean and spread of each, and its difference to the best
/// level over trials that differ in nothing else.
///
/// With `d_i` the value of a level less that of the best level in trial pair `i` (the same seed, the
/// same other parameters), `difference = mean(d)`, `error = sd(d) / sqrt(n)`, `t = difference /
/// error`.
public struct LevelComparison: Sendable {
  public struct Level: Sendable, Equatable {
    public let name: String
    /// Trials with a value.
    public let count: Int
    public let mean: Double
    /// With ddof 1; missing for a single trial.
    public let deviation: Double
    /// Pairs with the best level; 0 for the best itself.
    public let pairs: Int
    public let difference: Double
    public let error: Double
    public var t: Double { error > 0 ? difference / error : .nan }
    /// The share of pairs in which this level is better than the best one.
    public let wins: Double
  }

  /// In the order in which the levels first appear.
  public let levels: [Level]
  /// The place of the level with the best mean.
  public let best: Int

  /// - Parameters:
  ///   - names: The level of each trial.
  ///   - peers: Everything else that a trial was given; equal texts make pairs.
  ///   - values: Of each trial; missing ones do not count.
  public init(names: [String], peers: [String], values: [Double], isHigherBetter: Bool) {
    var order: [String] = []
    for name in names where !order.contains(name) { order.append(name) }
    let samples = order.map { level in
      values.indices.filter { names[$0] == level && !values[$0].isNaN }
    }
    let means = samples.map { Self.mean($0.map { values[$0] }) }
    let sign = isHigherBetter ? 1.0 : -1
    let best =
      means.indices.filter { !means[$0].isNaN }.max { sign * means[$0] < sign * means[$1] } ?? 0
    func byPeer(_ places: [Int]) -> [String: Double] {
      Dictionary(grouping: places) { peers[$0] }.mapValues { Self.mean($0.map { values[$0] }) }
    }
    let reference = samples.isEmpty ? [:] : byPeer(samples[best])
    self.best = best
    levels = order.indices.map { place in
      let own = byPeer(samples[place])
      let shared = place == best ? [] : own.keys.filter { reference[$0] != nil }.sorted()
      let gaps = shared.map { (own[$0] ?? .nan) - (reference[$0] ?? .nan) }
      return Level(
        name: order[place], count: samples[place].count, mean: means[place],
        deviation: Self.deviation(samples[place].map { values[$0] }), pairs: gaps.count,
        difference: Self.mean(gaps),
        error: Self.deviation(gaps) / Double(gaps.count).squareRoot(),
        wins: gaps.isEmpty
          ? .nan : Double(gaps.count { sign * $0 > 0 }) / Double(gaps.count))
    }
  }

  static func mean(_ values: [Double]) -> Double {
    values.isEmpty ? .nan : values.reduce(0, +) / Double(values.count)
  }

  /// With ddof 1; missing for fewer than two.
  static func deviation(_ values: [Double]) -> Double {
    guard values.count > 1 else { return .nan }
    let center = mean(values)
    let squares = values.reduce(0) { $0 + ($1 - center) * ($1 - center) }
    return (squares / Double(values.count - 1)).squareRoot()
  }
}
