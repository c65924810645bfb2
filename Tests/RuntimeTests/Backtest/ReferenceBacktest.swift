@testable import Runtime

/// The limit-order backtest written down as one would explain it, slow and without sharing code.
struct ReferenceBacktest {
  struct Deal {
    var symbol: String
    var decision: Int
    var exit: Int
    var limit: Double
    var paid: Double
    var received: Double
    var units: Double
  }

  let bars: MarketBars
  let rule: LimitOrderRule
  var deals: [Deal] = []
  var unfilled: [(row: Int, value: Double)] = []
  var skippedAtEnd = 0

  init(_ bars: MarketBars, predictions: [Double], ranges: [Range<Int>], rule: LimitOrderRule) {
    self.bars = bars
    self.rule = rule
    for range in ranges {
      for t in range { decide(t, predictions[t], range) }
    }
  }

  private mutating func decide(_ t: Int, _ v: Double, _ range: Range<Int>) {
    let c = bars.close[t]
    if v.isNaN || c.isNaN { return }
    if t + rule.hold >= range.upperBound {
      skippedAtEnd += 1
      return
    }
    let limit = rule.side == .long ? c * (1 - v) : c * (1 + v)
    let value = 100.0
    guard let price = fill(t + 1, limit) else {
      unfilled.append((t, value))
      return
    }
    var exit = t + rule.hold
    while exit < range.upperBound - 1, bars.close[exit].isNaN || bars.volume[exit] == 0 {
      exit += 1
    }
    var priced = exit
    while bars.close[priced].isNaN { priced -= 1 }
    let symbol = bars.segments.first { $0.rows.contains(t) }!.symbol
    deals.append(
      Deal(
        symbol: symbol, decision: t, exit: exit, limit: limit, paid: price,
        received: bars.close[priced], units: value / limit))
  }

  private func fill(_ row: Int, _ limit: Double) -> Double? {
    if bars.volume[row] == 0 { return nil }
    let open = bars.open[row]
    if rule.side == .long {
      let reached = rule.touch == .fill ? bars.low[row] <= limit : bars.low[row] < limit
      if !reached { return nil }
      return rule.gap == .open && open < limit ? open : limit
    }
    let reached = rule.touch == .fill ? bars.high[row] >= limit : bars.high[row] > limit
    if !reached { return nil }
    return rule.gap == .open && open > limit ? open : limit
  }

  func profit(_ deal: Deal) -> Double {
    let move = deal.received - deal.paid
    return deal.units * (rule.side == .long ? move : -move)
      - deal.units * deal.paid * rule.entryFee - deal.units * deal.received * rule.exitFee
      - deal.units * deal.paid * rule.funding * Double(deal.exit - deal.decision)
  }

  /// Net profit of all deals valued at one time, from scratch.
  func value(at time: Int64) -> Double {
    deals.reduce(0) { $0 + value($1, at: time) }
  }

  private func value(_ deal: Deal, at time: Int64) -> Double {
    if bars.times[deal.exit] <= time { return profit(deal) }
    if bars.times[deal.decision + 1] > time { return 0 }
    var row = deal.decision + 1
    while bars.times[row + 1] <= time { row += 1 }
    let held = row - deal.decision
    var priced = row
    while priced > deal.decision, bars.close[priced].isNaN { priced -= 1 }
    let mark = priced > deal.decision ? bars.close[priced] : deal.paid
    let move = rule.side == .long ? mark - deal.paid : deal.paid - mark
    return deal.units * move - deal.units * deal.paid * rule.entryFee
      - deal.units * deal.paid * rule.funding * Double(held)
  }

  /// Money tied up during the bar of that label.
  func committed(at time: Int64) -> Double {
    let held = deals.filter {
      bars.times[$0.decision + 1] <= time && time <= bars.times[$0.exit]
    }
    let resting = unfilled.filter { bars.times[$0.row + 1] == time }
    return held.reduce(0) { $0 + $1.units * $1.paid } + resting.reduce(0) { $0 + $1.value }
  }
}
