import Testing

@testable import Runtime

/// Money is neither made nor lost by counting it another way.
@Suite struct ConservationTests {
  /// Orders and weights by turns.
  private func book(_ seed: UInt64) throws -> (book: Book, scenario: String) {
    if seed % 2 == 0 {
      let scenario = WeightScenario(seed: seed)
      return (try scenario.book(), "\(scenario)")
    }
    let scenario = OrderScenario(seed: seed)
    let book = try Backtest.run(
      scenario.orders, on: scenario.bars, ranges: scenario.ranges, terms: scenario.terms)
    return (book, "\(scenario)")
  }

  private func isNear(_ a: Double, _ b: Double, _ scale: Double) -> Bool {
    abs(a - b) <= 1e-9 * max(1, scale)
  }

  private func areNear(_ a: [Double], _ b: [Double], _ scale: Double) -> Bool {
    a.count == b.count && zip(a, b).allSatisfy { isNear($0, $1, scale) }
  }

  private func scale(_ book: Book) -> Double {
    book.flows.traded.reduce(book.capital) { $0 + abs($1) }
  }

  @Test(arguments: 0..<10) func periodsAddUp(_ block: Int) throws {
    for seed in (block * 10)..<(block * 10 + 10) {
      let (book, scenario) = try book(UInt64(seed))
      let (flows, size) = (book.flows, scale(book))
      let net = zip(flows.gross, flows.costs).map { $0 - $1 }
      #expect(areNear(net, book.net, size), "\(scenario)")
      let equity = zip(book.cash, book.exposure.holdings).map { $0 + $1 }
      #expect(areNear(equity, book.equity, size), "\(scenario)")
      if let source = book.source as? WeightBookSource {
        #expect(areNear(holdings(book, source), book.exposure.holdings, size), "\(scenario)")
      }
      let summary = book.summary
      let total = book.net.reduce(0, +)
      #expect(isNear(summary.longProfit + summary.shortProfit, total, size), "\(scenario)")
      #expect(isNear(summary.grossProfit - summary.costs, total, size), "\(scenario)")
      #expect(isNear(summary.fees + summary.carry, summary.costs, size), "\(scenario)")
      #expect(isNear(book.equity.last ?? book.capital, book.capital + total, size), "\(scenario)")
    }
  }

  @Test(arguments: 0..<10) func symbolsAndMonthsAddUp(_ block: Int) throws {
    for seed in (block * 10)..<(block * 10 + 10) {
      let (book, scenario) = try book(UInt64(seed))
      let (symbols, size) = (book.bySymbol, scale(book))
      let net = book.periods.times.indices.map { period in
        symbols.reduce(0) { $0 + $1.net[period] }
      }
      #expect(areNear(net, book.net, size), "\(scenario)")
      func sum(_ value: (SymbolResult) -> Double) -> Double { symbols.reduce(0) { $0 + value($1) } }
      #expect(isNear(sum(\.gross), book.summary.grossProfit, size), "\(scenario)")
      #expect(isNear(sum(\.costs), book.summary.costs, size), "\(scenario)")
      #expect(isNear(sum(\.long), book.summary.longProfit, size), "\(scenario)")
      #expect(isNear(sum(\.short), book.summary.shortProfit, size), "\(scenario)")
      #expect(symbols.reduce(0) { $0 + $1.trades } == book.trades.count)
      let months = book.months
      func total(_ value: (MonthResult) -> Double) -> Double { months.reduce(0) { $0 + value($1) } }
      #expect(isNear(total(\.net), book.summary.netProfit, size), "\(scenario)")
      #expect(isNear(total(\.gross), book.summary.grossProfit, size), "\(scenario)")
      #expect(isNear(total(\.costs), book.summary.costs, size), "\(scenario)")
      #expect(months.reduce(0) { $0 + $1.trades } == book.trades.count)
    }
  }

  /// The money of all trades is the money of all bars: of orders always, of weights where nothing is
  /// held at the end and nothing is paid that is not paid on a trade's own prices.
  @Test(arguments: 0..<10) func tradesAddUp(_ block: Int) throws {
    for seed in (block * 10)..<(block * 10 + 10) {
      var weights = WeightScenario(seed: UInt64(seed))
      (weights.terms.slippage, weights.terms.slippageTicks) = (0, 0)
      (weights.terms.funding, weights.terms.borrow) = (0, 0)
      for part in weights.ranges ?? weights.bars.segments.map(\.rows) {
        for row in part.suffix(20) { weights.targets[row] = 0 }
      }
      let orders = OrderScenario(seed: UInt64(seed))
      let books = [
        try weights.book(),
        try Backtest.run(
          orders.orders, on: orders.bars, ranges: orders.ranges, terms: orders.terms),
      ]
      for book in books where (book.exposure.invested.last ?? 0) < 1e-9 || book.isOfOrders {
        let sum = book.trades.reduce(0) { $0 + book.money($1).net }
        #expect(isNear(sum, book.summary.netProfit, scale(book)), "\(weights) \(orders)")
        let costs = book.trades.reduce(0) { $0 + book.money($1).costs }
        #expect(isNear(costs, book.summary.costs, scale(book)), "\(weights) \(orders)")
      }
      #expect((books[0].exposure.invested.last ?? 0) < 1e-9, "\(weights)")
    }
  }

  @Test(arguments: 0..<10) func nothingComesBeforeItsCause(_ block: Int) throws {
    for seed in (block * 10)..<(block * 10 + 10) {
      let (book, scenario) = try book(UInt64(seed))
      let lag = book.terms.delay + (book.terms.fill == .same ? 0 : 1)
      for trade in book.trades {
        let isMarket = trade.entry == .market
        let first = Int(trade.decisionRow) + (isMarket ? lag : book.terms.delay + 1)
        #expect(Int(trade.entryRow) >= first, "\(scenario)")
        #expect(trade.exitRow >= trade.entryRow, "\(scenario)")
        #expect(trade.quantity > 0 && trade.fillPrice > 0, "\(scenario)")
      }
      guard book.isOfOrders else { continue }
      let orders = try book.orders()
      #expect(orders.count == book.counts.orders, "\(scenario)")
      #expect(orders.count { !$0.fillPrice.isNaN } == book.counts.fills, "\(scenario)")
      #expect(book.counts.fills == book.trades.count, "\(scenario)")
    }
  }

  /// Units of every row at the last price known, by period.
  private func holdings(_ book: Book, _ source: WeightBookSource) -> [Double] {
    var sums = [Double](repeating: 0, count: book.periods.count)
    let units = book.positions
    for rows in source.plan.parts.map(\.rows) {
      var (row, value, price) = (rows.lowerBound, 0.0, Double.nan)
      for period in book.periods.times.indices {
        if row < rows.upperBound, book.periods.period(of: row) == period {
          price = lastPrice(source.plan, row) ?? price
          value = units[row] == 0 ? 0 : units[row] * price * book.terms.point
          row += 1
        }
        sums[period] += value
      }
    }
    return sums
  }

  /// The close, or without one the price of trading.
  private func lastPrice(_ plan: WeightBacktest, _ row: Int) -> Double? {
    if plan.market.close[row] > 0 { return plan.market.close[row] }
    return plan.market.volume[row] != 0 && plan.prices[row] > 0 ? plan.prices[row] : nil
  }
}
