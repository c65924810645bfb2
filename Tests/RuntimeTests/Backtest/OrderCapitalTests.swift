import Testing

@testable import Runtime

/// Sizes, limits and what is left of a capital: cases worked out by hand.
@Suite struct OrderCapitalTests {
  private typealias Edge = OrderEdgeTests

  private func all(_ value: Double, _ count: Int) -> [Double] {
    .init(repeating: value, count: count)
  }

  @Test func profitsGoOnIntoTheNextStretch() throws {
    // Doubles in the first stretch; the second one bets the doubled capital.
    let rows = [Edge.bar(100, 100, 100, 100), Edge.bar(100, 200, 100, 200)]
    let bars = MarketBars(rows: rows + rows + rows)
    var terms = Execution()
    (terms.size, terms.capital, terms.compounds) = (.fraction(1), 1000, true)
    let book = try Backtest.run(
      [Edge.order(.long, at: [0, 4], of: 6, hold: 1)], on: bars, ranges: [0..<2, 4..<6],
      terms: terms)
    #expect(book.trades.map(\.quantity) == [10, 20])
    #expect(book.equity.last == 4000)
  }

  @Test func nothingIsBoughtWithNothing() throws {
    // A short of twice the capital loses all of it; limit orders alone, so the fast way.
    let rows = [
      Edge.bar(100, 100, 100, 100), Edge.bar(100, 200, 100, 200), Edge.bar(200, 200, 200, 200),
      Edge.bar(200, 300, 100, 200), Edge.bar(200, 200, 200, 200), Edge.bar(200, 200, 200, 200),
    ]
    var order = PlainOrder(.short, hold: 1)
    order.limit = all(100.5, 6)
    let book = try Edge.book(rows, [order]) {
      ($0.size, $0.capital, $0.compounds, $0.positions) = (.fraction(2), 1000, true, 1)
      $0.gap = .limit
    }
    #expect(book.trades.count == 1)
    #expect(book.counts.orders == 1 && book.counts.tooSmall == 4)
  }

  @Test func limitsSeeTheEquityOfTheBook() throws {
    // Fees of 3 % are paid at the entry: the drawdown is there before the exit.
    let order = Edge.order(.long, at: [0], of: 6, hold: 4)
    let book = try Edge.book(Edge.still(6), [order]) {
      ($0.size, $0.capital, $0.taker) = (.fraction(1), 1000, 0.03)
      $0.kill.drawdown = 0.03
    }
    #expect(book.equity[1] == 970)
    #expect(book.kills == [Kill(period: 1, cause: .drawdown)])
    #expect(book.trades.map(\.exitRow) == [2])
  }

  @Test func orderThatIsTakenBackIsNotFilled() throws {
    // The second order would be filled in bar 3, at whose open the book is closed.
    let rows = Edge.still(2) + [Edge.bar(90, 90, 90, 90)] + Edge.still(3)
    let market = Edge.order(.long, at: [0], of: 6, hold: 5)
    let limit = Edge.order(.long, at: [2], of: 6, hold: 3) {
      ($0.limit, $0.life) = (self.all(99.5, 6), 2)
    }
    let early = Edge.order(.long, at: [1], of: 6, hold: 4) {
      ($0.limit, $0.life) = (self.all(89, 6), 3)
    }
    let book = try Edge.book(rows, [market, limit, early]) {
      $0.capital = 1000
      $0.kill.dayLoss = 0.005
    }
    #expect(book.trades.map(\.exit) == [.kill])
    let orders = try book.orders()
    #expect(orders.map(\.row) == [0, 1])
    #expect(orders.map(\.fillPrice.isNaN) == [false, true])
    #expect(orders.map(\.until) == [1, 2])
    #expect(book.counts.orders == 2 && book.counts.fills == 1)
  }

  @Test func restingOrdersTieUpNothingAfterTheyAreTakenBack() throws {
    let rows = Edge.still(2) + [Edge.bar(90, 90, 90, 90)] + Edge.still(4)
    let market = Edge.order(.long, at: [0], of: 7, hold: 6)
    let resting = Edge.order(.long, at: [0], of: 7, hold: 6) {
      ($0.limit, $0.life) = (self.all(50, 7), 6)
    }
    let book = try Edge.book(rows, [market, resting]) { $0.kill.dayLoss = 1e-5 }
    #expect(book.kills.map(\.period) == [2])
    #expect(book.exposure.committed == [0, 150, 150, 100, 0, 0, 0])
  }

  @Test func marginLooksAtPresentValues() throws {
    // Sold at 100 with a capital of 100: at 140 equity is 60, less than half of 140, more than of 100.
    let rows = Edge.still(2) + [Edge.bar(140, 140, 140, 140)] + Edge.still(3)
    let order = Edge.order(.short, at: [0], of: 6, hold: 5)
    let book = try Edge.book(rows, [order]) { ($0.capital, $0.margin) = (100, 0.5) }
    #expect(book.kills == [Kill(period: 2, cause: .margin)])
  }

  @Test func everythingMayBeBetAtALeverageOfOne() throws {
    var rows: [OrderEdgeTests.Row] = []
    for place in 0..<200 {
      let price = 10 + Double(place * place % 97) / 7
      rows.append(Edge.bar(price, price, price, price))
    }
    let order = Edge.order(.long, at: Set(stride(from: 0, to: 198, by: 2)), of: 200, hold: 1)
    let book = try Edge.book(rows, [order]) {
      ($0.capital, $0.leverage, $0.compounds) = (1000, 1, true)
      $0.size = .fraction(1)
    }
    #expect(book.counts.refused == 0 && book.counts.orders == 99)
  }

  @Test func marketOrdersAreFilledAtOpensWhereLimitsAreTestedOnCloses() throws {
    let order = Edge.order(.long, at: [0], of: 5, hold: 3) { $0.stop = self.all(0.5, 5) }
    let book = try Edge.book(Edge.still(5), [order]) { $0.prices = .closes }
    #expect(book.trades.map(\.entryRow) == [1])
  }

  @Test func positionThatHasEndedHoldsNobodyBack() throws {
    // At one close the short ends the long, and the next order of the rule is a first long again.
    let long = Edge.order(.long, at: [0, 2], of: 5)
    let short = Edge.order(.short, at: [2], of: 5)
    let book = try Edge.book(Edge.still(5), [short, long]) {
      ($0.fill, $0.positions) = (.same, 1)
    }
    #expect(book.trades.map(\.side) == [.long, .short, .long])
    #expect(book.trades.map(\.exitRow) == [2, 2, 4])
  }
}
