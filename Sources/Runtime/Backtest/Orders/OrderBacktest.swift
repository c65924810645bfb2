/// Trades the orders of a rule over past bars.
struct OrderBacktest {
  let axis: Axis
  let market: Market
  let columns: [TicketColumns]
  let terms: Execution
  let periods: PeriodAxis
  /// Rows of the part, each range within one symbol.
  let parts: [SymbolPart]

  /// What was traded.
  struct Result {
    var trades: [Trade] = []
    var counts = OrderCounts()
    var records: [OrderRecord]?
    /// Value of working orders that are not filled, by period; empty where nobody asks.
    var resting: [Double] = []
    /// Label of the bar that closed the book, where a limit on losses did.
    var kills: [Kill] = []
  }

  /// - Parameter records: Whether every order is to be listed.
  /// - Throws: `Interrupted`.
  func run(records: Bool = false) throws -> Result {
    try market.withBars { bars in
      try TicketColumns.withViews(columns) { tickets in
        let resolvers = parts.map { part in
          OrderResolver(bars, terms, range: part.rows, isDelisted: part.endsEarly)
        }
        var result = Result()
        if records { result.records = [] }
        if terms.capital == nil { result.resting = .init(repeating: 0, count: periods.count) }
        if isShared {
          var desk = SharedDesk(self, resolvers, tickets, records: records)
          try desk.run(into: &result)
          return result
        }
        for (part, resolver) in zip(parts, resolvers) {
          try Interrupt.check()
          trade(part, resolver, tickets, records, into: &result)
        }
        return result
      }
    }
  }

  /// Whether what one symbol may do depends on the others.
  private var isShared: Bool {
    !terms.kill.isOff || terms.margin > 0 || terms.leverage != nil
      || (terms.compounds && parts.count > 1)
  }

  private func trade(
    _ part: SymbolPart, _ resolver: OrderResolver, _ tickets: [TicketView], _ records: Bool,
    into result: inout Result
  ) {
    var resting = result.resting
    result.resting = []
    let isAsked = !resting.isEmpty
    func rest(_ value: Double, _ rows: ClosedRange<Int>) {
      for row in rows { resting[periods.period(of: row)] += value }
    }
    if !records, PlainDesk.suits(tickets, terms) {
      let desk = PlainDesk(
        resolver, tickets[0], symbol: part.symbol, axis: axis, rest: isAsked ? rest : nil)
      result.add(desk.trades, desk.counts)
    } else {
      var desk = SymbolDesk(
        resolver, tickets, symbol: part.symbol, axis: axis, records: records)
      for row in part.rows {
        desk.pass(row) { if isAsked { rest($0, $1) } }
        let equity = terms.compounds ? (terms.capital ?? 0) + desk.profit(at: row) : 0
        desk.decide(row, equity: equity)
      }
      result.add(desk.trades, desk.counts)
      if let own = desk.records { result.records?.append(contentsOf: own) }
    }
    result.resting = resting
  }
}

extension OrderBacktest.Result {
  mutating func add(_ trades: [Trade], _ counts: OrderCounts) {
    self.counts = self.counts + counts
    if self.trades.isEmpty { self.trades = trades } else { self.trades += trades }
  }
}

/// Rows of a part within one symbol.
struct SymbolPart {
  /// Index of the segment.
  let symbol: Int
  let rows: Range<Int>
  /// Whether the symbol has its last bar before the part has its own.
  let endsEarly: Bool
  /// Whether another range of the symbol comes later: what is held is not held in between.
  let isFollowed: Bool

  /// Whether positions are left in the last row while the book goes on.
  var isLeft: Bool { endsEarly || isFollowed }
}

/// A book that a limit on losses closed.
public struct Kill: Sendable, Equatable {
  public enum Cause: String, Sendable {
    case drawdown, day, fall, sharpe, margin, ruin
  }

  /// The period after which the book was closed.
  public let period: Int
  public let cause: Cause
}
