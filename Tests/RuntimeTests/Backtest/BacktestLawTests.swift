import Testing

@testable import Runtime

/// What must hold of every backtest, whatever the market.
@Suite struct BacktestLawTests {
  private func book(
    side: TradeSide = .long, scale: Double = 1, seed: UInt64 = 5, funding: Double = 0.0001
  ) throws -> Book {
    let bars = MarketBars(symbols: 3, periods: 150, seed: seed)
    var rule = LimitOrderRule(side: side, hold: 4)
    rule.funding = funding
    return try Backtest.run(
      prediction: bars.predictions(seed: seed + 1), frame: bars.frame(scale: scale), rule: rule)
  }

  @Test(arguments: TradeSide.allCases)
  func cashAndPositionsAreEquity(side: TradeSide) throws {
    let book = try book(side: side)
    let cash = book.cash
    for period in 0..<book.periods.count {
      #expect(
        abs(cash[period] + book.holdings[period] - book.capital - book.cumulative[period]) < 1e-8)
    }
    #expect(try #require(book.holdings.last).magnitude < 1e-12)
    #expect(book.holdings.contains { $0 * side.sign > 0 })
  }

  @Test(arguments: TradeSide.allCases)
  func costsAndProfitsAddUp(side: TradeSide) throws {
    let book = try book(side: side)
    let costs = book.flows.costs.reduce(0, +)
    #expect(abs(costs - book.summary.fees - book.summary.carry) < 1e-9)
    #expect(book.summary.fees > 0 && book.summary.carry > 0)
    let net = book.trades.reduce(0) { $0 + book.money($1).net }
    #expect(abs(book.summary.netProfit - net) < 1e-9)
    #expect(abs(book.summary.grossProfit - costs - net) < 1e-9)
    let bySymbol = book.bySymbol.reduce(0) { $0 + $1.net.reduce(0, +) }
    #expect(abs(bySymbol - net) < 1e-9)
    #expect(book.bySymbol.reduce(0) { $0 + $1.trades } == book.trades.count)
  }

  @Test(arguments: TradeSide.allCases)
  func scaleOfPricesDoesNotMatter(side: TradeSide) throws {
    let one = try book(side: side)
    let scaled = try book(side: side, scale: 1024)
    #expect(
      one.trades.map { one.money($0).netReturn } == scaled.trades.map { scaled.money($0).netReturn }
    )
    #expect(one.net == scaled.net)
    for figure in BookFigure.all {
      let (a, b) = (figure.value(one), figure.value(scaled))
      #expect(a == b || (a.isNaN && b.isNaN), "\(figure.name)")
    }
  }

  @Test func nothingFillsBeforeItsDecision() throws {
    let book = try book()
    #expect(!book.trades.isEmpty)
    for trade in book.trades {
      #expect(trade.entryRow > trade.decisionRow)
      #expect(trade.exitRow >= trade.decisionRow + 4)
    }
  }

  /// Changing every price after an exit leaves the trade as it was; changing predictions after a
  /// decision leaves the order as it was.
  @Test func futureDoesNotReachBack() throws {
    var bars = MarketBars(symbols: 1, periods: 120, seed: 8)
    var predictions = bars.predictions(seed: 3)
    let rule = LimitOrderRule(side: .long, hold: 4)
    let before = try Backtest.run(prediction: predictions, frame: bars.frame(), rule: rule)
    let cut = 60
    for row in cut..<bars.close.count {
      bars.open[row] *= 3
      bars.high[row] *= 3
      bars.low[row] *= 3
      bars.close[row] *= 3
      predictions[row] = 0.5
    }
    let after = try Backtest.run(prediction: predictions, frame: bars.frame(), rule: rule)
    let early = before.trades.filter { $0.exitRow < cut }
    #expect(early.count > 5)
    #expect(early == after.trades.filter { $0.exitRow < cut })
    #expect(before.net[..<cut] == after.net[..<cut])
  }

  @Test func capitalInUseNeverExceedsPeak() throws {
    let book = try book()
    #expect(book.committed.allSatisfy { $0 <= book.summary.peakCapital })
    #expect(zip(book.exposure.invested, book.committed).allSatisfy { $0 <= $1 })
    #expect(book.summary.peakCapital > 100)
  }

  @Test func overlappingOrdersTieUpEveryBarOfTheHold() throws {
    let rows = Array(repeating: (100.0, 110.0, 90.0, 100.0, 5.0), count: 20)
    let bars = MarketBars(rows: rows)
    let book = try Backtest.run(
      prediction: Array(repeating: 0, count: 20), frame: bars.frame(),
      rule: LimitOrderRule(side: .long, hold: 4))
    #expect(book.counts.orders == 16)
    #expect(book.counts.pastEnd == 4)
    #expect(book.summary.peakCapital == 400)
    #expect(
      book.committed == [0, 100, 200, 300] + Array(repeating: 400, count: 13) + [300, 200, 100])
  }
}
