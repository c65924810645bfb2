import Testing

@testable import Runtime

/// When and at which price a bar fills an order, case by case.
@Suite struct LimitOrderRuleTests {
  private func rule(_ change: (inout LimitOrderRule) -> Void = { _ in }) -> LimitOrderRule {
    var rule = LimitOrderRule(side: .long, hold: 2)
    change(&rule)
    return rule
  }

  private let bar = PriceBar(open: 100, high: 103, low: 97, close: 101, volume: 10)

  @Test func longFillsOnlyWhenTradedThrough() throws {
    #expect(try bar.fill(98, rule()) == 98)
    #expect(try bar.fill(97, rule()) == nil)
    #expect(try bar.fill(97, rule { $0.touch = .fill }) == 97)
    #expect(try bar.fill(96, rule()) == nil)
  }

  @Test func shortFillsOnlyWhenTradedThrough() throws {
    let short = rule { $0.side = .short }
    #expect(try bar.fill(102, short) == 102)
    #expect(try bar.fill(103, short) == nil)
    #expect(try bar.fill(103, rule { ($0.side, $0.touch) = (.short, .fill) }) == 103)
  }

  @Test func tickMustBePassed() throws {
    let ticked = rule { $0.tick = 0.5 }
    #expect(try bar.fill(97.5, ticked) == 97.5)
    #expect(try bar.fill(97.4, ticked) == nil)
  }

  @Test func gapFillsAtTheOpen() throws {
    #expect(try bar.fill(102, rule()) == 100)
    #expect(try bar.fill(102, rule { $0.gap = .limit }) == 102)
    #expect(try bar.fill(99, rule { $0.side = .short }) == 100)
    let noOpen = PriceBar(open: .nan, high: 103, low: 97, close: 101)
    #expect(try noOpen.fill(102, rule()) == 102)
  }

  @Test func nothingFillsWithoutVolumeOrRange() throws {
    let still = PriceBar(open: 100, high: 103, low: 97, close: 101, volume: 0)
    let unknown = PriceBar(open: 100, high: .nan, low: .nan, close: 101, volume: 10)
    #expect(try still.fill(99, rule()) == nil)
    #expect(try unknown.fill(99, rule()) == nil)
    #expect(try unknown.fill(99, rule { $0.touch = .fill }) == nil)
    let zeros = PriceBar(open: 0, high: 0, low: 0, close: 0)
    #expect(try zeros.fill(99, rule()) == nil)
    let badOpen = PriceBar(open: 0, high: 103, low: 97, close: 101)
    #expect(try badOpen.fill(99, rule()) == 99)
  }

  @Test func handWorkedTrade() throws {
    let bars = MarketBars(rows: [
      (100, 101, 99, 100, 5), (100, 100.5, 97, 98, 5), (98, 104, 98, 103, 5),
      (103, 104, 102, 103, 5),
    ])
    var rule = rule()
    (rule.entryFee, rule.exitFee) = (0.001, 0.002)
    let book = try Backtest.run(
      prediction: [0.02, .nan, .nan, .nan], frame: bars.frame(), rule: rule)
    let trade = try #require(book.trades.first)
    #expect(book.trades.count == 1)
    #expect(trade.limit == 98 && trade.fillPrice == 98 && trade.exitPrice == 103)
    let expected = (103 - 98 - 0.001 * 98 - 0.002 * 103) / 98
    #expect(abs(book.money(trade).netReturn - expected) < 1e-15)
    #expect(abs(book.net[1] + 0.1) < 1e-12)
    let second = 100.0 / 98 * (5 - 0.206)
    #expect(abs(book.net[2] - second) < 1e-12)
    #expect(book.counts.withoutPrediction == 3)
  }

  @Test func closesMustBeAskedFor() throws {
    let bars = MarketBars(rows: [(1, 2, 0.5, 1, 5), (1, 2, 0.5, 0.9, 5), (1, 2, 0.5, 1, 5)])
    let frame = bars.frame(columns: ["close"])
    let prediction = [0.2, 0.05, .nan]
    let error = #expect(throws: Failure.self) {
      try Backtest.run(prediction: prediction, frame: frame, rule: rule { $0.hold = 1 })
    }
    #expect(error?.culprit == .parameter("from"))
    #expect(error?.hint?.contains("from=closes") == true)
    let book = try Backtest.run(
      prediction: [0.05, 0.2, .nan], frame: frame,
      rule: rule { ($0.hold, $0.prices) = (1, .closes) })
    #expect(book.trades.map(\.decisionRow) == [0])
    #expect(book.trades.first?.fillPrice == 0.95)
    #expect(book.notes.contains { $0.contains("closes") })
  }

  @Test func closesReplaceRealRangeWhenAskedFor() throws {
    let bars = MarketBars(rows: [(1, 2, 0.5, 1, 5), (1, 2, 0.5, 0.9, 5), (1, 2, 0.5, 1, 5)])
    let book = try Backtest.run(
      prediction: [0.2, .nan, .nan], frame: bars.frame(),
      rule: rule { ($0.hold, $0.prices) = (1, .closes) })
    #expect(book.trades.isEmpty)
  }

  @Test func badInputIsRefused() {
    let bars = MarketBars(rows: [(1, 2, 0.5, 1, 5), (1, 2, 0.5, 0.9, 5), (1, 2, 0.5, 1, 5)])
    func refuses(_ prediction: [Double], _ ranges: [Range<Int>]?, _ rule: LimitOrderRule) -> Bool {
      do {
        _ = try Backtest.run(
          prediction: prediction, frame: bars.frame(), ranges: ranges, rule: rule)
        return false
      } catch { return error is Failure }
    }
    #expect(refuses([0.1], nil, rule()))
    #expect(refuses([0.1, 0.1, 0.1], [0..<4], rule()))
    #expect(refuses([0.1, 0.1, 0.1], nil, rule { $0.hold = 0 }))
    #expect(refuses([0.1, 0.1, 0.1], nil, rule { $0.capital = -1 }))
    #expect(refuses([0.1, 0.1, 0.1], nil, rule { $0.size = .fraction(0.1) }))
    #expect(!refuses([0.1, 0.1, 0.1], nil, rule()))
  }

  @Test func latePositionsLeaveWhenTradingResumes() throws {
    let bars = MarketBars(rows: [
      (100, 101, 99, 100, 5), (100, 101, 90, 99, 5), (99, 99, 99, 98, 0), (97, 98, 96, 97, 5),
      (97, 98, 96, 96, 5),
    ])
    let book = try Backtest.run(
      prediction: [0.05, .nan, .nan, .nan, .nan], frame: bars.frame(), rule: rule())
    #expect(book.trades.first?.exitRow == 3)
    #expect(book.trades.first?.exitPrice == 97)
    #expect(book.counts.lateExits == 1)
  }

  @Test func rangesOfASpanStayWithinSymbols() {
    let bars = MarketBars(symbols: 2, periods: 40, seed: 2)
    let axis = bars.frame().axis
    let span = (10 * MarketBars.hour)..<(20 * MarketBars.hour)
    let ranges = Backtest.ranges(knownIn: span, on: axis)
    #expect(ranges.count == 2)
    for (range, segment) in zip(ranges, axis.segments) {
      #expect(Array(range) == segment.rows.filter { span.contains(axis.known[$0]) })
    }
    #expect(Backtest.ranges(knownIn: 0..<1, on: axis).isEmpty)
  }

  @Test func noOrdersMakeAnEmptyBook() throws {
    let bars = MarketBars(symbols: 2, periods: 30, seed: 4)
    let book = try Backtest.run(
      prediction: bars.times.map { _ in .nan }, frame: bars.frame(), rule: rule())
    #expect(book.trades.isEmpty && book.summary.netProfit == 0)
    #expect(try #require(book.figure("sharpe")).isNaN)
    #expect(book.drawdown.allSatisfy { $0 == 0 })
  }
}
