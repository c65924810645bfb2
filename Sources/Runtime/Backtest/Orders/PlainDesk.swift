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
    let range = resolver.range
    // Of later decisions the next bar, or the exit, lies past the part.
    let mapped = max(range.lowerBound, range.upperBound - 1 - terms.delay)
    let map = FillMap(ticket, rows: range.lowerBound..<mapped, resolver.bars, terms)
    let end = max(range.lowerBound, range.upperBound - terms.delay - hold)
    let most = terms.positions == nil ? map.filledCount : map.count / hold + 1
    trades.reserveLarge(min(most, map.filledCount))
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
    var row = map.first
    while let decision = map.nextFilled(from: row), decision < end {
      append(decision, equity: 0)
      row = decision + 1
    }
  }

  /// One position at a time: no orders while it is held.
  ///
  /// - Returns: The first row after the last position.
  private mutating func apart(
    _ map: FillMap, end: Int, _ rest: ((Double, ClosedRange<Int>) -> Void)?
  ) -> Int {
    var row = map.first
    let capital = terms.capital ?? 0
    var (equity, realised) = (capital, 0.0)
    while let decision = map.nextFilled(from: row), decision < end {
      if let rest { tell(rest, map, from: row, end: decision) }
      count(map, row..<(decision + 1), end: end)
      append(decision, equity: equity)
      let trade = trades[trades.count - 1]
      row = max(decision + 1, Int(trade.exitRow))
      guard terms.compounds else { continue }
      realised += terms.money(trade, axis).net
      equity = capital + realised
      if terms.units(at: 1, equity: equity) <= 0 { return ruined(map, from: row, end: end) }
    }
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
  private mutating func append(_ decision: Int, equity: Double) {
    let limit = ticket.limit[decision]
    let entry = decision + 1 + terms.delay
    let price = resolver.limitPrice(limit, sign: ticket.sign, in: entry)
    let exit = resolver.timed(
      decision + terms.delay + hold, sign: ticket.sign, from: entry, paid: price)
    if exit.isLate { counts.lateExits += 1 }
    trades.append(
      Trade(
        symbol: symbol, decisionRow: Int32(truncatingIfNeeded: decision),
        entryRow: Int32(truncatingIfNeeded: entry), exitRow: Int32(truncatingIfNeeded: exit.row),
        side: ticket.side, entry: .limit, exit: .time, isHeldInEntryBar: true, isLeftAtOpen: false,
        isLeftByLimit: false, ticket: 0, limit: limit, fillPrice: price, exitPrice: exit.price,
        quantity: terms.units(at: limit, equity: equity)))
  }

  /// Counts the bars of a stretch in which orders might be placed.
  private mutating func count(_ map: FillMap, _ rows: Range<Int>, end: Int) {
    if map.isClean, rows.upperBound <= min(end, map.first + map.count) {
      counts.orders += rows.count
      return
    }
    let placed = rows.clamped(to: rows.lowerBound..<max(rows.lowerBound, end))
    counts.orders += map.count(of: map.valid, in: placed)
    let known = rows.clamped(to: map.first..<(map.first + map.count))
    let missing = map.count(of: map.missing, in: known)
    counts.withoutPrediction += missing
    counts.withoutPrice += known.count - missing - map.count(of: map.valid, in: known)
    counts.pastEnd += map.count(of: map.valid, in: known) - map.count(of: map.valid, in: placed)
    for row in max(
      rows.lowerBound, map.first + map.count)..<max(rows.upperBound, map.first + map.count)
    {
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
    for row in (first ?? map.first)..<max(first ?? map.first, min(end, map.first + map.count)) {
      let (word, bit) = ((row - map.first) >> 6, UInt64((row - map.first) & 63))
      guard map.valid[word] >> bit & 1 == 1, map.filled[word] >> bit & 1 == 0 else { continue }
      let working = row + 1 + terms.delay
      rest(
        terms.units(at: ticket.limit[row], equity: 0) * ticket.limit[row] * terms.point,
        working...working)
    }
  }
}
