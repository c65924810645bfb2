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
    /// The first row in which it works, and that of the fill or the last in which it works.
    let first: Int
    let until: Int
    /// Place in `records`.
    let record: Int
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
  /// Whether some orders go to the market and others rest.
  private let isMixed: Bool

  init(
    _ resolver: OrderResolver, _ tickets: [TicketView], symbol: Int, axis: Axis, records: Bool
  ) {
    (self.resolver, self.tickets, self.symbol, self.axis) = (resolver, tickets, symbol, axis)
    self.records = records ? [] : nil
    let isNetted = tickets.contains { $0.hold == nil }
    most = resolver.terms.positions ?? (isNetted ? 1 : .max)
    isMixed = tickets.contains(where: \.isMarket) && !tickets.allSatisfy(\.isMarket)
  }

  private var terms: Execution { resolver.terms }
  var isFlat: Bool { open.isEmpty && working.isEmpty }

  // MARK: One bar

  /// What happens in a bar: fills, then exits.
  ///
  /// - Parameter rest: Gets the value of each order that has not been filled and the rows in which it
  ///   was not.
  mutating func pass(_ row: Int, rest: (Double, ClosedRange<Int>) -> Void) {
    if !working.isEmpty { fill(row, rest) }
    if !open.isEmpty { settle(row) }
  }

  private mutating func fill(_ row: Int, _ rest: (Double, ClosedRange<Int>) -> Void) {
    var due = working.filter { $0.until <= row }
    guard !due.isEmpty else { return }
    working.removeAll { $0.until <= row }
    if isMixed {
      // At the open market orders come before those that rest, at the close after them.
      let isMarketFirst = terms.fill == .open
      due =
        due.filter { tickets[$0.ticket].isMarket == isMarketFirst }
        + due.filter { tickets[$0.ticket].isMarket != isMarketFirst }
    }
    for order in due {
      takeBack(order, through: order.entry == nil ? order.until : order.until - 1, rest)
      if let entry = order.entry { enter(order, entry) }
    }
  }

  /// Counts an order as unfilled up to a row; it takes up no more value.
  private mutating func takeBack(
    _ order: Working, through last: Int, _ rest: (Double, ClosedRange<Int>) -> Void
  ) {
    let value = order.quantity * order.limit * terms.point
    committed -= value
    if order.first <= last { rest(value, order.first...last) }
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
        isHeldInEntryBar: entry.isHeldInBar, isLeftAtOpen: exit.isAtOpen,
        isLeftByLimit: exit.kind == .take, ticket: Int16(clamping: order.ticket), limit: limit,
        fillPrice: entry.price, exitPrice: exit.price, quantity: order.quantity))
    committed += order.quantity * entry.price * terms.point
  }

  /// The opposite order ends positions that have no time of their own to end, at its own price.
  private mutating func leaveOpposite(of ticket: TicketView, _ entry: OrderPath.Entry) {
    let ended = open.filter { place in
      trades[place].side != ticket.side && tickets[Int(trades[place].ticket)].hold == nil
        && isHeld(trades[place], before: entry)
    }
    guard !ended.isEmpty else { return }
    for place in ended {
      trades[place].exitRow = Int32(clamping: entry.row)
      trades[place].exitPrice = entry.price
      trades[place].exit = .signal
      trades[place].isLeftAtOpen = entry.kind == .market && entry.isHeldInBar
      trades[place].isLeftByLimit = entry.kind == .limit
      settle(trades[place])
    }
    open.removeAll { ended.contains($0) }
  }

  /// Whether a position is still there when an order is filled: what comes first within a bar is its
  /// open, then what happens between low and high, then its close.
  private func isHeld(_ trade: Trade, before entry: OrderPath.Entry) -> Bool {
    guard Int(trade.exitRow) == entry.row else { return Int(trade.exitRow) > entry.row }
    guard trade.exit != .kill else { return false }
    let isIntrabar = !trade.isLeftAtOpen && (trade.exit == .stop || trade.exit == .take)
    guard entry.kind == .market else { return !trade.isLeftAtOpen && !isIntrabar }
    return entry.isHeldInBar || !(trade.isLeftAtOpen || isIntrabar)
  }

  /// Positions that have ended at a row.
  private mutating func settle(_ row: Int) {
    guard open.contains(where: { Int(trades[$0].exitRow) <= row }) else { return }
    for place in open where Int(trades[place].exitRow) <= row { settle(trades[place]) }
    open.removeAll { Int(trades[$0].exitRow) <= row }
  }

  private mutating func settle(_ trade: Trade) {
    realised += trade.quantity * terms.netOfUnit(trade, axis)
    committed -= trade.quantity * trade.fillPrice * terms.point
  }

  // MARK: Decisions

  /// What the rule decides at the end of a bar.
  ///
  /// - Parameters:
  ///   - equity: Where profits are reinvested, or a limit hangs on it.
  ///   - room: Value that orders may still take; none where there is no limit.
  mutating func decide(_ row: Int, equity: Double, room: Double = .infinity) {
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
        // A hair more, so that an order for all that is left is not refused by rounding.
        guard value * (1 - 1e-9) <= room else {
          counts.refused += 1
          continue
        }
        room -= value
        submit(path, ticket: place, at: row, quantity: quantity, price: price)
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

  private mutating func submit(
    _ path: OrderPath, ticket: Int, at row: Int, quantity: Double, price: Double
  ) {
    counts.orders += 1
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
    committed += quantity * price * terms.point
    let isSame = tickets[ticket].isMarket && terms.fill == .same
    working.append(
      Working(
        ticket: ticket, decision: row, quantity: quantity, limit: price, entry: entry,
        first: max(row + 1, row + terms.delay + (isSame ? 0 : 1)), until: until,
        record: (records?.count ?? 0) - 1))
    // Filled at the close that the decision was made on.
    if let entry, entry.row <= row { pass(row) { _, _ in } }
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

  /// Profit so far as the book has it, open positions at the close of a row.
  func profit(at row: Int) -> Double {
    open.reduce(realised) { sum, place in
      let trade = trades[place]
      return sum + terms.profit(trade, at: row, price: mark(trade, at: row), axis)
    }
  }

  /// Value of the open positions at the close of a row.
  func held(at row: Int) -> Double {
    open.reduce(0) { $0 + trades[$1].quantity * mark(trades[$1], at: row) * terms.point }
  }

  /// The last close since the entry; the price of the entry where there is none.
  private func mark(_ trade: Trade, at row: Int) -> Double {
    let close = resolver.bars.mark(row, from: Int(trade.entryRow))
    return close > 0 && close < .infinity ? close : trade.fillPrice
  }

  /// Takes all orders back and leaves all positions at the open of `row`, or the next with trading.
  mutating func close(at row: Int, rest: (Double, ClosedRange<Int>) -> Void) {
    for order in working {
      takeBack(order, through: row - 1, rest)
      if records != nil { records?[order.record].withdraw(before: row) }
    }
    counts.fills -= working.count { $0.entry != nil }
    working = []
    for place in open {
      guard let exit = resolver.forced(from: row, sign: trades[place].side.sign),
        exit.row <= Int(trades[place].exitRow)
      else { continue }
      trades[place].exitRow = Int32(clamping: exit.row)
      trades[place].exitPrice = exit.price
      trades[place].exit = .kill
      (trades[place].isLeftAtOpen, trades[place].isLeftByLimit) = (exit.isAtOpen, false)
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
  public private(set) var until: Int
  /// Missing where it was not filled.
  public private(set) var fillPrice: Double

  /// It is taken back before a row, in which it might have been filled.
  mutating func withdraw(before row: Int) { (until, fillPrice) = (row - 1, .nan) }
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
