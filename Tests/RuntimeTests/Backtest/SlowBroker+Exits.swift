@testable import Runtime

/// How positions are left.
extension SlowBroker {
  /// A book that is closed leaves at the first open with trading.
  mutating func leaveDoomed(_ row: Int, _ part: Int, _ doomed: Set<Int>) {
    guard isTradable(row) else { return }
    let hasOpen = bars.open[row] > 0
    for place in deals.indices where isOpen(place, part) && doomed.contains(place) {
      let price = hasOpen ? bars.open[row] : bars.close[row]
      deals[place].leave(
        row, at: slipped(price, sign: -deals[place].sign, row), .kill, atOpen: hasOpen)
    }
  }

  mutating func hearSignal(_ place: Int, _ row: Int) {
    let deal = deals[place]
    let last = deal.planned ?? parts[deal.part].upperBound - 1
    guard let until = orders[deal.ticket].until?[row], until != 0, !until.isNaN, row < last,
      deal.leaveFrom == nil
    else { return }
    deals[place].leaveFrom = row + terms.delay + (terms.fill == .same ? 0 : 1)
  }

  mutating func leaveBySignal(_ row: Int, _ part: Int, at price: Double, atOpen: Bool) {
    for place in deals.indices where isOpen(place, part) {
      let deal = deals[place]
      guard let from = deal.leaveFrom, from <= row, row <= deal.planned ?? .max else { continue }
      deals[place].leave(row, at: slipped(price, sign: -deal.sign, row), .signal, atOpen: atOpen)
    }
  }

  /// Stop and target of a position in a bar.
  mutating func crossLevels(_ place: Int, _ row: Int) {
    let deal = deals[place]
    let isEntryBar = deal.entryRow == row
    guard isTrading(row), !isEntryBar || deal.isHeldInEntryBar, row <= deal.planned ?? .max else {
      return
    }
    let (open, sign, isResting) = (bars.open[row], deal.sign, deal.kind != .market)
    let against = sign > 0 ? bars.low[row] : bars.high[row]
    var isStopped = deal.stop.map { against > 0 && sign * ($0 - against) >= 0 } ?? false
    var isTaken = deal.take.map { isTraded($0, sign: -sign, row) } ?? false
    var (stop, take) = (deal.stop ?? 0, deal.take ?? 0)
    var isAtOpen = false
    if open > 0, !(isEntryBar && isResting) {
      if deal.stop != nil, sign * (stop - open) >= 0 {
        (isStopped, isTaken, stop, isAtOpen) = (true, false, open, true)
      } else if isTaken, sign * (open - take) > 0 {
        (isStopped, isAtOpen) = (false, true)
        if terms.gap == .open { take = open }
      }
    }
    // In the bar of a resting entry nobody knows what came first; the close must be beyond a target.
    if isEntryBar, isResting, isTaken, sign * (bars.close[row] - take) < 0 { isTaken = false }
    if isTaken, !isStopped || terms.both == .take {
      deals[place].leave(row, at: take, .take, atOpen: isAtOpen, maker: true)
    } else if isStopped {
      deals[place].leave(row, at: slipped(stop, sign: -sign, row), .stop, atOpen: isAtOpen)
    }
  }

  /// The close of the planned bar, or of the first after it with trading; the end of the part.
  mutating func leaveByTime(_ place: Int, _ row: Int) {
    let deal = deals[place]
    let isLast = row == parts[deal.part].upperBound - 1
    var lost = 1.0
    if endsEarly[deal.part] { lost = 1 - terms.delist }
    var mark = deal.price
    for row in deal.entryRow...row where bars.close[row] > 0 { mark = bars.close[row] }
    if let planned = deal.planned {
      guard row >= planned, isTradable(row) || isLast else { return }
      if !isTradable(row) { mark *= lost }
      deals[place].leave(row, at: slipped(mark, sign: -deal.sign, row), .time)
      if row > planned || !isTradable(row) { counts.lateExits += 1 }
    } else if isLast {
      deals[place].leave(row, at: mark * lost, .end)
    }
  }
}
