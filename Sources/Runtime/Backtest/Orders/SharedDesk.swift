/// The orders of all symbols on one capital, period by period.
///
/// Equity is cash and open positions at the closes. Orders may take what leverage leaves; a limit on
/// losses that is passed at the end of a bar closes everything at the next open.
struct SharedDesk {
  private let plan: OrderBacktest
  private var desks: [SymbolDesk]
  /// For each period the desks with a bar in it, and the bar's row.
  private let schedule: PeriodSchedule
  private var guardian: LossGuard
  private let capital: Double

  init(
    _ plan: OrderBacktest, _ resolvers: [OrderResolver], _ tickets: [TicketView], records: Bool
  ) {
    self.plan = plan
    desks = zip(plan.parts, resolvers).map { part, resolver in
      SymbolDesk(resolver, tickets, symbol: part.symbol, axis: plan.axis, records: records)
    }
    schedule = PeriodSchedule(plan.parts.map(\.rows), plan.periods)
    capital = plan.terms.capital ?? plan.terms.startingCapital
    guardian = LossGuard(plan.terms, plan.periods, capital: capital)
  }

  mutating func run(into result: inout OrderBacktest.Result) throws {
    var resting = result.resting
    let periods = plan.periods
    let leverage = plan.terms.leverage
    var lastRow = desks.map { $0.resolver.range.lowerBound }
    var mustClose = false
    func rest(_ value: Double, _ rows: ClosedRange<Int>) {
      guard !resting.isEmpty else { return }
      for row in rows { resting[periods.period(of: row)] += value }
    }
    for period in 0..<periods.count {
      if period & 0xFFF == 0 { try Interrupt.check() }
      for (desk, row) in schedule.entries(of: period) {
        if mustClose { desks[desk].close(at: row, rest: rest) }
        desks[desk].pass(row, rest: rest)
        lastRow[desk] = row
      }
      if mustClose { closeOthers(lastRow, rest) }
      let equity = equity(lastRow)
      mustClose = guardian.look(at: equity, held: held(lastRow), in: period)
      if mustClose { result.kills.append(Kill(period: period, cause: guardian.cause)) }
      guard !guardian.isOut(after: period) else { continue }
      for (desk, row) in schedule.entries(of: period) {
        let room = leverage.map { $0 * equity - committed } ?? .infinity
        desks[desk].decide(row, equity: equity, room: room)
      }
    }
    for desk in desks {
      result.add(desk.trades, desk.counts)
      if let own = desk.records { result.records?.append(contentsOf: own) }
    }
    result.resting = resting
  }

  /// Symbols without a bar in the period are closed at their next one.
  private mutating func closeOthers(
    _ lastRow: [Int], _ rest: (Double, ClosedRange<Int>) -> Void
  ) {
    for index in desks.indices where !desks[index].isFlat {
      let next = lastRow[index] + 1
      if next < desks[index].resolver.range.upperBound { desks[index].close(at: next, rest: rest) }
    }
  }

  private func equity(_ lastRow: [Int]) -> Double {
    var sum = capital
    for (desk, row) in zip(desks, lastRow) { sum += desk.profit(at: row) }
    return sum
  }

  private func held(_ lastRow: [Int]) -> Double {
    zip(desks, lastRow).reduce(0) { $0 + $1.0.held(at: $1.1) }
  }

  private var committed: Double { desks.reduce(0) { $0 + $1.committed } }
}

/// Which parts have a bar in which period.
struct PeriodSchedule {
  private let starts: [Int]
  private let parts: [Int32]
  private let rows: [Int32]

  /// - Complexity: O(rows), by counting.
  init(_ ranges: [Range<Int>], _ periods: PeriodAxis) {
    var starts = [Int](repeating: 0, count: periods.count + 1)
    for range in ranges { for row in range { starts[periods.period(of: row) + 1] += 1 } }
    for index in starts.indices.dropFirst() { starts[index] += starts[index - 1] }
    var next = starts
    var parts = [Int32](repeating: 0, count: starts.last ?? 0)
    var rows = parts
    for (part, range) in ranges.enumerated() {
      for row in range {
        let period = periods.period(of: row)
        parts[next[period]] = Int32(clamping: part)
        rows[next[period]] = Int32(clamping: row)
        next[period] += 1
      }
    }
    (self.starts, self.parts, self.rows) = (starts, parts, rows)
  }

  func entries(of period: Int) -> some Sequence<(Int, Int)> {
    (starts[period]..<starts[period + 1]).lazy.map { (Int(parts[$0]), Int(rows[$0])) }
  }
}
