/// The orders and positions of one symbol, bar by bar.
///
/// In a bar, orders that work there are filled first; then positions that end in it are gone; at its
/// end the rule decides on new orders.
struct SymbolDesk {
  /// An order that works, or will be filled.
  private struct Working {
    let ticket: Int
    let decision: Int
    let quantity: Double
    let limit: Double
    /// nil for an order that will expire.
    let entry: OrderPath.Entry?
    /// The row of the fill, or the last in which it works.
    let until: Int
  }

  let symbol: Int
  let resolver: OrderResolver
  let tickets: [TicketView]
  private(set) var trades: [Trade] = []
  private(set) var counts = OrderCounts()
  /// One per order placed, where they are asked for.
  private(set) var records: [OrderRecord]?
  /// Net profit of the positions that have ended.
  private(set) var realised = 0.0
  /// Entry value of open positions and of working orders.
  private(set) var committed = 0.0
  private var working: [Working] = []
  /// Places in `trades` of the open positions.
  private var open: [Int] = []
  private let axis: Axis
  private let most: Int

  init(
    _ resolver: OrderResolver, _ tickets: [TicketView], symbol: Int, axis: Axis, records: Bool
  ) {
    (self.resolver, self.tickets, self.symbol, self.axis) = (resolver, tickets, symbol, axis)
    self.records = records ? [] : nil
    let isNetted = tickets.contains { $0.hold == nil }
    most = resolver.terms.positions ?? (isNetted ? 1 : .max)
  }

  private var terms: Execution { resolver.terms }
  var isFlat: Bool { open.isEmpty && working.isEmpty }

  // MARK: One bar

  /// What happens in a bar: fills, then exits.
  mutating func pass(_ row: Int) {
    if !working.isEmpty { fill(row) }
    if !open.isEmpty { settle(row) }
  }

  private mutating func fill(_ row: Int) {
    let due = working.filter { $0.until <= row }
    guard !due.isEmpty else { return }
    working.removeAll { $0.until <= row }
    for order in due {
      committed -= order.quantity * order.limit * terms.point
      if let entry = order.entry { enter(order, entry) }
    }
  }

  private mutating func enter(_ order: Working, _ entry: OrderPath.Entry) {
    let ticket = tickets[order.ticket]
    if ticket.hold == nil { leaveOpposite(of: ticket, entry) }
    let exit = resolver.exit(of: ticket, decidedAt: order.decision, entry)
    if exit.isLate { counts.lateExits += 1 }
    open.append(trades.count)
    let limit = ticket.isMarket ? .nan : order.limit
    trades.append(
      Trade(
        symbol: Int32(clamping: symbol), decisionRow: Int32(clamping: order.decision),
        entryRow: Int32(clamping: entry.row), exitRow: Int32(clamping: exit.row),
        side: ticket.side, entry: entry.kind, exit: exit.kind,
        isHeldInEntryBar: entry.isHeldInBar, ticket: Int16(clamping: order.ticket),
        limit: limit, fillPrice: entry.price, exitPrice: exit.price, quantity: order.quantity))
    committed += order.quantity * entry.price * terms.point
  }

  /// The opposite order ends positions that have no time of their own to end, at its own price.
  private mutating func leaveOpposite(of ticket: TicketView, _ entry: OrderPath.Entry) {
    for place in open where trades[place].side != ticket.side {
      guard tickets[Int(trades[place].ticket)].hold == nil else { continue }
      let isBefore =
        Int(trades[place].exitRow) > entry.row
        || (Int(trades[place].exitRow) == entry.row
          && (entry.kind == .market || trades[place].exit == .end))
      guard isBefore else { continue }
      trades[place].exitRow = Int32(clamping: entry.row)
      trades[place].exitPrice = entry.price
      trades[place].exit = .signal
    }
  }

  private mutating func settle(_ row: Int) {
    guard open.contains(where: { Int(trades[$0].exitRow) <= row }) else { return }
    for place in open where Int(trades[place].exitRow) <= row {
      realised += trades[place].quantity * terms.netOfUnit(trades[place], axis)
      committed -= trades[place].quantity * trades[place].fillPrice * terms.point
    }
    open.removeAll { Int(trades[$0].exitRow) <= row }
  }

  // MARK: Decisions

  /// What the rule decides at the end of a bar.
  ///
  /// - Parameters:
  ///   - equity: Where profits are reinvested, or a limit hangs on it.
  ///   - room: Value that orders may still take; none where there is no limit.
  ///   - rest: Gets the value and the rows of an order that works without being filled.
  mutating func decide(
    _ row: Int, equity: Double, room: Double = .infinity,
    rest: (Double, ClosedRange<Int>) -> Void
  ) {
    var room = room
    for (place, ticket) in tickets.enumerated() {
      guard mayPlace(ticket) else { continue }
      let path = resolver.entry(of: ticket, at: row)
      let price = ticket.price(row, close: resolver.bars.close[row])
      let quantity = quantity(of: ticket, at: row, price: price, equity: equity)
      switch path {
      case .withoutSignal: counts.withoutPrediction += 1
      case .withoutPrice: counts.withoutPrice += 1
      case .notWanted: break
      case .pastEnd: counts.pastEnd += 1
      case .unfilled, .filled:
        let value = quantity * price * terms.point
        guard quantity > 0, value.isFinite else {
          counts.tooSmall += 1
          continue
        }
        guard value <= room else {
          counts.refused += 1
          continue
        }
        room -= value
        place_(path, ticket: place, at: row, quantity: quantity, price: price, rest)
      }
    }
  }

  private func mayPlace(_ ticket: TicketView) -> Bool {
    guard most < .max else { return true }
    // An order that will turn the position around is allowed beside it.
    let isSame = { (side: TradeSide) in ticket.hold != nil || side == ticket.side }
    let positions = open.count { isSame(trades[$0].side) }
    return positions + working.count { isSame(tickets[$0.ticket].side) } < most
  }

  private mutating func place_(
    _ path: OrderPath, ticket: Int, at row: Int, quantity: Double, price: Double,
    _ rest: (Double, ClosedRange<Int>) -> Void
  ) {
    counts.orders += 1
    let value = quantity * price * terms.point
    var (entry, until): (OrderPath.Entry?, Int) = (nil, row)
    switch path {
    case .filled(let found):
      (entry, until) = (found, found.row)
      counts.fills += 1
    case .unfilled(let last): until = last
    default: return
    }
    records?.append(
      OrderRecord(
        symbol: symbol, row: row, ticket: ticket, side: tickets[ticket].side,
        price: tickets[ticket].isMarket ? .nan : price, quantity: quantity, until: until,
        fillPrice: entry?.price ?? .nan))
    let first = min(until, row + 1 + terms.delay)
    // The row of the fill counts as invested already.
    let last = entry == nil ? until : until - 1
    if first <= last { rest(value, first...last) }
    committed += value
    let order = Working(
      ticket: ticket, decision: row, quantity: quantity, limit: price, entry: entry, until: until)
    working.append(order)
    // Filled at the close that the decision was made on.
    if let entry, entry.row <= row { fill(row) }
  }

  /// Units of one order, in whole lots.
  private func quantity(
    of ticket: TicketView, at row: Int, price: Double, equity: Double
  ) -> Double {
    let weight = ticket.weight.isGiven ? ticket.weight[row] : 1
    let units = terms.units(at: price, equity: equity) * weight
    guard terms.lot > 0 else { return units }
    return ((units / terms.lot) + 1e-9).rounded(.down) * terms.lot
  }

  // MARK: Equity

  /// Profit so far, open positions at the close of a row.
  func profit(at row: Int) -> Double {
    open.reduce(realised) { sum, place in
      let trade = trades[place]
      let mark = resolver.bars.mark(row, from: max(Int(trade.entryRow), resolver.range.lowerBound))
      let price = mark > 0 ? mark : trade.fillPrice
      return sum + trade.side.sign * trade.quantity * terms.point * (price - trade.fillPrice)
    }
  }

  /// Value of the open positions at their entry.
  var held: Double {
    open.reduce(0) { $0 + trades[$1].quantity * trades[$1].fillPrice * terms.point }
  }

  /// Takes all orders back and leaves all positions at the open of `row`.
  mutating func close(at row: Int) {
    for order in working { committed -= order.quantity * order.limit * terms.point }
    counts.fills -= working.count { $0.entry != nil }
    working = []
    for place in open {
      let exit = resolver.forced(from: row, sign: trades[place].side.sign)
      guard exit.row <= Int(trades[place].exitRow) else { continue }
      trades[place].exitRow = Int32(clamping: exit.row)
      trades[place].exitPrice = exit.price
      trades[place].exit = .kill
    }
  }
}

/// An order as it was placed, with what became of it.
public struct OrderRecord: Sendable, Equatable {
  public let symbol: Int
  /// Row of the frame at whose end it was decided.
  public let row: Int
  /// Index of the rule's order.
  let ticket: Int
  public let side: TradeSide
  /// Limit or trigger; missing for a market order.
  public let price: Double
  public let quantity: Double
  /// The row of the fill, or the last in which it worked.
  public let until: Int
  /// Missing where it was not filled.
  public let fillPrice: Double
}

extension Execution {
  /// Units that one order buys or sells at a price.
  func units(at price: Double, equity: Double) -> Double {
    switch size {
    case .currency(let value): value / (price * point)
    case .fraction(let share): share / (price * point) * (compounds ? equity : capital ?? 0)
    case .units(let count): count
    }
  }
}
