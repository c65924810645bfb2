import Testing

@testable import Runtime

/// The backtest against the slow reference, trade by trade and bar by bar, on random markets.
@Suite struct BacktestReferenceTests {
  static let cases: [(TradeSide, Execution.Touch, Execution.Gap, Int)] = [
    (.long, .through, .open, 4), (.long, .fill, .limit, 4), (.short, .through, .open, 3),
    (.short, .fill, .open, 1), (.long, .through, .limit, 1), (.short, .through, .limit, 7),
  ]

  @Test(arguments: cases, [UInt64(1), 2, 3])
  func agreesTradeByTrade(
    setting: (TradeSide, Execution.Touch, Execution.Gap, Int), seed: UInt64
  ) throws {
    let bars = MarketBars(symbols: 3, periods: 120, seed: seed)
    let predictions = bars.predictions(seed: seed + 100)
    var rule = LimitOrderRule(side: setting.0, hold: setting.3)
    (rule.touch, rule.gap) = (setting.1, setting.2)
    (rule.entryFee, rule.exitFee, rule.funding) = (0.0002, 0.0005, 0.0001)
    let first = bars.segments[0].rows
    let ranges = [first.lowerBound..<40, 45..<first.upperBound] + bars.segments[1...].map(\.rows)

    let book = try Backtest.run(
      prediction: predictions, frame: bars.frame(), ranges: ranges, rule: rule)
    let reference = ReferenceBacktest(bars, predictions: predictions, ranges: ranges, rule: rule)

    #expect(reference.deals.count > 20)
    try #require(book.trades.count == reference.deals.count)
    for (trade, deal) in zip(book.trades, reference.deals) {
      #expect(book.symbols[Int(trade.symbol)] == deal.symbol)
      #expect(Int(trade.decisionRow) == deal.decision)
      #expect(Int(trade.exitRow) == deal.exit)
      #expect(trade.fillPrice == deal.paid)
      #expect(trade.exitPrice == deal.received)
      #expect(abs(book.money(trade).net - reference.profit(deal)) < 1e-9)
    }
    #expect(book.counts.orders == reference.deals.count + reference.unfilled.count)
    #expect(book.counts.pastEnd == reference.skippedAtEnd)
    #expect(book.counts.pastEnd > 0)
    for (period, time) in book.periods.times.enumerated() {
      #expect(abs(book.cumulative[period] - reference.value(at: time)) < 1e-8)
      #expect(abs(book.committed[period] - reference.committed(at: time)) < 1e-8)
    }
  }

  @Test func figuresAreRatiosOfSums() throws {
    let bars = MarketBars(symbols: 2, periods: 200, seed: 9)
    let rule = LimitOrderRule(side: .long, hold: 4)
    let book = try Backtest.run(
      prediction: bars.predictions(seed: 10), frame: bars.frame(), rule: rule)
    let returns = book.trades.map { book.money($0).netReturn }
    let sum = returns.reduce(0, +)
    let orders = Double(book.counts.orders)
    #expect(book.figure("fill_rate") == Double(returns.count) / orders)
    #expect(
      abs(try #require(book.figure("profit_when_filled")) - sum / Double(returns.count)) < 1e-12)
    #expect(abs(try #require(book.figure("expected_profit")) - sum / orders) < 1e-12)
    let product = book.counts.fillRate * (try #require(book.figure("profit_when_filled")))
    #expect(abs(try #require(book.figure("expected_profit")) - product) < 1e-15)
  }
}
