/// Plain limit orders of one symbol, of which a map of fills says which become positions.
///
/// The same trades and counts as `SymbolDesk`, many rows at a time: an order is looked at only where
/// the next bar fills it.
struct PlainDesk {
  private(set) var trades: [Trade] = []
  private(set) var counts = OrderCounts()
  private let resolver: OrderResolver
  private let ticket: TicketView
  private let axis: Axis
  private let hold: Int
  private let symbol: Int32
  /// Whether every planned exit is at the close of its bar: there is a price and trading in all.
  private let exitsAtClose: Bool

  private var terms: Execution { resolver.terms }

  /// Whether a rule on given terms is one that this desk trades.
  static func suits(_ tickets: [TicketView], _ terms: Execution) -> Bool {
    guard tickets.count == 1, tickets[0].isPlainLimit, terms.lot == 0 else { return false }
    // With a delay an order that works holds back the next ones whether it is filled or not.
    return terms.positions == nil ? !terms.compounds : terms.positions == 1 && terms.delay == 0
  }

  /// - Parameter rest: Gets the value and the row of each order that is not filled; nil where
  ///   nobody asks.
  init(
    _ resolver: OrderResolver, _ ticket: TicketView, symbol: Int, axis: Axis,
    rest: ((Double, ClosedRange<Int>) -> Void)?
  ) {
    (self.resolver, self.ticket, self.axis) = (resolver, ticket, axis)
    self.symbol = Int32(clamping: symbol)
    hold = ticket.hold ?? 1
    let (range, bars, terms) = (resolver.range, resolver.bars, resolver.terms)
    exitsAtClose =
      bars.hasPrices && bars.volume == nil && terms.slippage == 0 && terms.slippageTicks == 0
    // Of later decisions the next bar, or the exit, lies past the part.
    let mapped = max(range.lowerBound, range.upperBound - 1 - terms.delay)
    let map = FillMap(ticket, rows: range.lowerBound..<mapped, bars, terms)
    let end = max(range.lowerBound, range.upperBound - terms.delay - hold)
    if terms.positions == nil {
      overlapping(map, end: end)
      if let rest { tell(rest, map, end: end) }
      count(map, range.lowerBound..<range.upperBound, end: end)
    } else {
      let reserved = apart(map, end: end, rest)
      count(map, reserved..<range.upperBound, end: end)
    }
    counts.fills = trades.count
  }

  /// A position for every order that is filled.
  private mutating func overlapping(_ map: FillMap, end: Int) {
    let desk = self
    var late = 0
    trades = Array(largeUpTo: map.filledCount) { trades in
      var (row, count) = (map.first, 0)
      while count < trades.count, let decision = map.nextFilled(from: row), decision < end {
        let (limit, fill) = desk.entry(decision)
        let exit = desk.exit(decision, paid: fill, &late)
        desk.write(
          decision, limit, fill, exit, desk.terms.units(at: limit, equity: 0), to: trades, count)
        count += 1
        row = decision + 1
      }
      return count
    }
    counts.lateExits += late
  }

  /// One position at a time: no orders while it is held.
  ///
  /// - Returns: The first row after the last position.
  private mutating func apart(
    _ map: FillMap, end: Int, _ rest: ((Double, ClosedRange<Int>) -> Void)?
  ) -> Int {
    let (desk, terms, axis) = (self, self.terms, self.axis)
    let (capital, compounds, sign) = (terms.capital ?? 0, terms.compounds, ticket.sign)
    let isBorrowed = terms.borrow != 0
    let carry = terms.funding * Double(hold)
    // A stake that is a share of the equity ends with it.
    var canBeRuined = false
    if case .fraction = terms.size { canBeRuined = compounds }
    var (row, late, placed, realised) = (map.first, 0, 0, 0.0)
    var isRuined = false
    var counted = OrderCounts()
    trades = Array(largeUpTo: min(map.count / hold + 1, map.filledCount)) { trades in
      var count = 0
      while count < trades.count, let decision = map.nextFilled(from: row), decision < end {
        if let rest { desk.tell(rest, map, from: row, end: decision) }
        if map.isClean {
          placed += decision + 1 - row
        } else {
          desk.count(map, row..<(decision + 1), end: end, into: &counted)
        }
        let (limit, fill) = desk.entry(decision)
        let exit = desk.exit(decision, paid: fill, &late)
        let quantity = terms.units(at: limit, equity: capital + realised)
        desk.write(decision, limit, fill, exit, quantity, to: trades, count)
        if compounds {
          // What has just been written is not read again: that would wait for the writing.
          let isPlain = !isBorrowed && exit.row - decision - terms.delay == desk.hold
          let net =
            isPlain
            ? terms.netOfUnit(
              from: fill, to: exit.price, sign: sign, rates: (terms.maker, terms.taker),
              carry: carry)
            : terms.netOfUnit(trades[count], axis)
          realised += quantity * net
        }
        row = max(decision + 1, exit.row)
        count += 1
        if canBeRuined, capital + realised <= 0 {
          isRuined = true
          break
        }
      }
      return count
    }
    counts = counts + counted
    counts.orders += placed
    counts.lateExits += late
    if isRuined { return ruined(map, from: row, end: end) }
    if let rest { tell(rest, map, from: row, end: end) }
    return row
  }

  /// Counts what would be ordered from a row on if there were anything left to buy with.
  private mutating func ruined(_ map: FillMap, from row: Int, end: Int) -> Int {
    let placed = counts.orders
    count(map, row..<resolver.range.upperBound, end: end)
    counts.tooSmall += counts.orders - placed
    counts.orders = placed
    return resolver.range.upperBound
  }

  @inline(__always)
  private func entry(_ decision: Int) -> (limit: Double, fill: Double) {
    let limit = ticket.limit[decision]
    guard terms.gap == .open else { return (limit, limit) }
    return (limit, resolver.limitPrice(limit, sign: ticket.sign, in: decision + 1 + terms.delay))
  }

  @inline(__always)
  private func exit(
    _ decision: Int, paid: Double, _ late: inout Int
  ) -> (row: Int, price: Double) {
    let planned = decision + terms.delay + hold
    if exitsAtClose { return (planned, resolver.bars.close[planned]) }
    let found = resolver.timed(
      planned, sign: ticket.sign, from: decision + 1 + terms.delay, paid: paid)
    if found.isLate { late += 1 }
    return (found.row, found.price)
  }

  @inline(__always)
  private func write(
    _ decision: Int, _ limit: Double, _ fill: Double, _ exit: (row: Int, price: Double),
    _ quantity: Double, to trades: UnsafeMutableBufferPointer<Trade>, _ place: Int
  ) {
    trades.initializeElement(
      at: place,
      to: Trade(
        symbol: symbol, decisionRow: Int32(truncatingIfNeeded: decision),
        entryRow: Int32(truncatingIfNeeded: decision + 1 + terms.delay),
        exitRow: Int32(truncatingIfNeeded: exit.row), side: ticket.side, entry: .limit,
        exit: .time, isHeldInEntryBar: true, isLeftAtOpen: false, isLeftByLimit: false,
        ticket: 0, limit: limit, fillPrice: fill, exitPrice: exit.price, quantity: quantity))
  }

  /// Counts the bars of a stretch in which orders might be placed.
  private mutating func count(_ map: FillMap, _ rows: Range<Int>, end: Int) {
    var counted = counts
    count(map, rows, end: end, into: &counted)
    counts = counted
  }

  private func count(
    _ map: FillMap, _ rows: Range<Int>, end: Int, into counts: inout OrderCounts
  ) {
    if map.isClean, rows.upperBound <= min(end, map.first + map.count) {
      counts.orders += rows.count
      return
    }
    let placed = rows.clamped(to: rows.lowerBound..<max(rows.lowerBound, end))
    counts.orders += map.count(of: map.valid, in: placed)
    let known = rows.clamped(to: map.first..<(map.first + map.count))
    let missing = map.count(of: map.missing, in: known)
    let valid = map.count(of: map.valid, in: known)
    counts.withoutPrediction += missing
    counts.withoutPrice += known.count - missing - valid
    counts.pastEnd += valid - map.count(of: map.valid, in: placed)
    let unmapped = max(rows.lowerBound, map.first + map.count)
    for row in unmapped..<max(rows.upperBound, unmapped) {
      switch resolver.entry(of: ticket, at: row) {
      case .withoutSignal: counts.withoutPrediction += 1
      case .withoutPrice: counts.withoutPrice += 1
      default: counts.pastEnd += 1
      }
    }
  }

  private func tell(
    _ rest: (Double, ClosedRange<Int>) -> Void, _ map: FillMap, from first: Int? = nil, end: Int
  ) {
    let from = first ?? map.first
    for row in from..<max(from, min(end, map.first + map.count)) {
      let (word, bit) = ((row - map.first) >> 6, UInt64((row - map.first) & 63))
      guard map.valid[word] >> bit & 1 == 1, map.filled[word] >> bit & 1 == 0 else { continue }
      let working = row + 1 + terms.delay
      let value = terms.units(at: ticket.limit[row], equity: 0) * ticket.limit[row] * terms.point
      rest(value, working...working)
    }
  }
}
