import Runtime

/// The same rule at other times and on other symbols: its decisions keep their number, their sides and
/// their clusters, and lose what they knew.
///
/// The predictions of each symbol (weights where there is no rule) are those of a random symbol, turned
/// around its rows by the same share of their number everywhere.
struct RandomEntries: Sendable {
  let plan: TradingPlan
  let seed: UInt64
  private let snapshot: SessionSnapshot
  private let rows: [[Int]]

  init(_ plan: TradingPlan, in session: Session) {
    (self.plan, seed) = (plan, session.seed)
    snapshot = session.snapshot()
    let axis = plan.frame.frame.axis
    var rows: [Int: [Int]] = [:]
    for range in plan.tradedRanges {
      guard let symbol = axis.segmentIndex(ofRow: range.lowerBound) else { continue }
      rows[symbol, default: []] += range
    }
    self.rows = rows.sorted { $0.key < $1.key }.map(\.value)
  }

  /// The Sharpe ratio of one draw.
  func sharpe(draw: Int) throws -> Double {
    let session = Session(snapshot)
    session.seed = seed
    let random = CounterRandom(seed: seed, purpose: .bootstrap, stream: 2)
    let symbols = random.permutation(of: rows.count, step: 2 * draw).map { Int($0) }
    // Some way off: close to the true times decisions still know something.
    let share = 0.05 + 0.9 * random.uniform(step: 2 * draw + 1, element: 0)
    let changed = try plan.predicting(in: session) { moved($0, symbols, share) }
    return SharpeRatio.value(of: try changed.run(in: session).dailyReturns)
  }

  private func moved(_ values: [Double], _ symbols: [Int], _ share: Double) -> [Double] {
    var moved = [Double](repeating: .nan, count: values.count)
    for (place, own) in rows.enumerated() {
      let other = rows[symbols[place]]
      guard !other.isEmpty else { continue }
      let shift = Int(share * Double(other.count))
      for (number, row) in own.enumerated() {
        let same = own.count == other.count ? number : number * other.count / own.count
        moved[row] = values[other[(same + shift) % other.count]]
      }
    }
    return moved
  }
}
