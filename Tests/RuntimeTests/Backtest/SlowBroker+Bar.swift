@testable import Runtime

/// What happens in one bar of one symbol, in the order of its hours.
extension SlowBroker {
  func isTrading(_ row: Int) -> Bool { bars.volume[row] != 0 }
  func isTradable(_ row: Int) -> Bool { isTrading(row) && bars.close[row] > 0 }

  mutating func pass(_ row: Int, _ part: Int, _ doomed: Set<Int>) {
    // At the open.
    leaveDoomed(row, part, doomed)
    if terms.fill == .open, isTradable(row), bars.open[row] > 0 {
      leaveBySignal(row, part, at: bars.open[row], atOpen: true)
      enterMarket(row, part, at: bars.open[row], atOpen: true)
    }
    // Between low and high.
    for place in deals.indices where isOpen(place, part) { crossLevels(place, row) }
    enterResting(row, part)
    // At the close.
    if terms.fill != .open, isTradable(row) {
      enterMarket(row, part, at: bars.close[row], atOpen: false)
    }
    for place in deals.indices where isOpen(place, part) { hearSignal(place, row) }
    if terms.fill != .open, isTradable(row) {
      leaveBySignal(row, part, at: bars.close[row], atOpen: false)
    }
    for place in deals.indices where isOpen(place, part) { leaveByTime(place, row) }
    expire(row, part)
  }

  func isOpen(_ place: Int, _ part: Int) -> Bool {
    deals[place].part == part && deals[place].isOpen
  }

  /// A price that is worse for who buys (sign 1) or sells (-1).
  func slipped(_ price: Double, sign: Double, _ row: Int) -> Double {
    var factor = 1.0
    if terms.draw == .uniform {
      let random = CounterRandom(seed: terms.seed, purpose: .slippage)
      factor = 2 * random.uniform(step: row, element: sign > 0 ? 0 : 1)
    }
    return price + sign * factor * (price * terms.slippage + terms.slippageTicks * terms.tick)
  }

  // MARK: Entries

  mutating func enterMarket(_ row: Int, _ part: Int, at price: Double, atOpen: Bool) {
    for order in working
    where order.part == part && orders[order.ticket].isMarket && order.first <= row {
      let sign = orders[order.ticket].side.sign
      enter(
        order, .market, row, at: slipped(price, sign: sign, row), isHeldInBar: atOpen,
        atOpen: atOpen)
    }
  }

  private mutating func enterResting(_ row: Int, _ part: Int) {
    guard isTrading(row) else { return }
    for order in working where order.part == part && order.first <= row {
      let (ticket, open) = (orders[order.ticket], bars.open[row])
      let sign = ticket.side.sign
      if ticket.limit != nil, isTraded(order.price, sign: sign, row) {
        let isBetter = open > 0 && (sign > 0 ? open < order.price : open > order.price)
        enter(
          order, .limit, row, at: isBetter && terms.gap == .open ? open : order.price,
          isHeldInBar: true)
      } else if ticket.trigger != nil {
        let extreme = sign > 0 ? bars.high[row] : bars.low[row]
        let isReached = sign > 0 ? extreme >= order.price : extreme <= order.price && extreme > 0
        guard isReached else { continue }
        let isBeyond = open > 0 && (sign > 0 ? open > order.price : open < order.price)
        let price = slipped(isBeyond ? open : order.price, sign: sign, row)
        enter(order, .trigger, row, at: price, isHeldInBar: true)
      } else {
        continue
      }
      if let place = deals.indices.last, deals[place].isOpen { crossLevels(place, row) }
    }
  }

  /// Whether a bar fills a limit order at a price: to buy below, to sell above.
  func isTraded(_ limit: Double, sign: Double, _ row: Int) -> Bool {
    let extreme = sign > 0 ? bars.low[row] : bars.high[row]
    guard extreme > 0 else { return false }
    let beyond = sign > 0 ? limit - extreme : extreme - limit
    return terms.touch == .fill ? beyond >= 0 : beyond > 0 && beyond >= terms.tick * 0.999999
  }

  private mutating func enter(
    _ order: Working, _ kind: Trade.Entry, _ row: Int, at price: Double, isHeldInBar: Bool,
    atOpen: Bool = false
  ) {
    let ticket = orders[order.ticket]
    let sign = ticket.side.sign
    if ticket.hold == nil {
      for place in deals.indices
      where isOpen(place, order.part) && deals[place].sign != sign
        && orders[deals[place].ticket].hold == nil
      {
        deals[place].leave(row, at: price, .signal, atOpen: atOpen, maker: kind == .limit)
      }
    }
    func level(_ fractions: [Double]?, _ sign: Double) -> Double? {
      guard let fraction = fractions?[order.decision], fraction > 0 else { return nil }
      return price * (1 + sign * fraction)
    }
    deals.append(
      SlowDeal(
        part: order.part, ticket: order.ticket, decision: order.decision, sign: sign, kind: kind,
        entryRow: row, isHeldInEntryBar: isHeldInBar, price: price, quantity: order.quantity,
        stop: level(ticket.stop, -sign), take: level(ticket.take, sign),
        planned: ticket.hold.map { order.decision + terms.delay + $0 }))
    counts.fills += 1
    let old = records[order.record]
    records[order.record] = OrderRecord(
      symbol: old.symbol, row: old.row, ticket: old.ticket, side: old.side, price: old.price,
      quantity: old.quantity,
      until: row, fillPrice: price)
    rest(order, through: row - 1)
    working.removeAll { $0.record == order.record }
  }

  private mutating func expire(_ row: Int, _ part: Int) {
    for order in working where order.part == part && order.last <= row {
      rest(order, through: order.last)
    }
    working.removeAll { $0.part == part && $0.last <= row }
  }
}
