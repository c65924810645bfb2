import Testing

@testable import Runtime

/// Books without their best trades, days and months, and books by day: worked out by hand or by plain
/// loops over trades.
@Suite struct BookWithoutTests {
  private static let day = 24 * MarketBars.hour

  private func orders(_ seed: UInt64, symbols: Int = 3) throws -> Book {
    let bars = MarketBars(symbols: symbols, periods: 400, seed: seed)
    var rule = LimitOrderRule(side: .long, hold: 5)
    rule.capital = 5_000
    return try Backtest.run(
      prediction: bars.predictions(seed: seed), frame: bars.frame(), rule: rule)
  }

  @Test(arguments: [1, 3]) func bestTradesAreTheOnesThatEarnedMost(symbols: Int) throws {
    let book = try orders(4, symbols: symbols)
    let profits = book.trades.map { book.money(of: $0).netProfit }.sorted(by: >)
    #expect(profits.count > 50)
    for count in [0, 1, 7, profits.count, profits.count + 5] {
      let best = book.bestTrades(count)
      #expect(best.map { book.money(of: $0).netProfit } == Array(profits.prefix(count)))
      let left = book.net(without: best)
      let rest = profits.dropFirst(count).reduce(0, +)
      #expect(abs(left.reduce(0, +) - rest) < 1e-7)
      #expect(left.count == book.net.count)
    }
    #expect(book.net(without: book.trades).allSatisfy { abs($0) < 1e-9 })
    #expect(book.bestTrades(-1).isEmpty && book.net(without: []) == book.net)
  }

  /// The profit of a trade leaves the bars on which it was earned: 100, marked at 80 and left at 120.
  @Test func aTradeLeavesTheBarsItWasHeldIn() throws {
    let rows: [Double] = [100, 100, 80, 120, 120, 120, 126]
    var bars = MarketBars(rows: rows.map { ($0, $0 + 1, $0 - 1, $0, 1) })
    for row in bars.times.indices { bars.times[row] = Int64(row) * Self.day }
    var rule = LimitOrderRule(side: .long, hold: 3)
    (rule.entryFee, rule.exitFee, rule.touch) = (0, 0, .fill)
    var predictions = [Double](repeating: .nan, count: rows.count)
    (predictions[0], predictions[3]) = (0, 0)
    let book = try Backtest.run(prediction: predictions, frame: bars.frame(), rule: rule)
    #expect(book.net.map { $0.rounded() } == [0, 0, -20, 40, 0, 0, 5])
    let best = book.bestTrades(1)
    #expect(best.map(\.entryRow) == [1])
    let left = book.net(without: best)
    #expect(left.map { $0.rounded() } == [0, 0, 0, 0, 0, 0, 5])
    let returns = book.dailyReturns(of: left).returns
    #expect(returns.isNear([0, 0, 0, 0, 0, 0, 0.05]))
  }

  /// Of weights the profit leaves the bar on which the position was left.
  @Test func aPositionOfWeightsLeavesItsLastBar() throws {
    let rows: [Double] = [100, 100, 110, 120, 120, 60, 60]
    let bars = MarketBars(rows: rows.map { ($0, $0, $0, $0, 1) })
    var terms = Execution()
    terms.capital = 1_000
    let book = try Backtest.weights(
      [1, .nan, 0, 0, .nan, .nan, .nan], frame: bars.frame(), terms: terms)
    #expect(book.net.map { $0.rounded() } == [0, 0, 100, 100, 0, 0, 0])
    let best = book.bestTrades(3)
    #expect(best.count == 1 && book.periods.period(of: Int(best[0].exitRow)) == 3)
    #expect(book.net(without: best).map { $0.rounded() } == [0, 0, 100, -100, 0, 0, 0])
  }

  @Test func daysOfTheBestMonth() throws {
    // Hold one unit of 100 from the first bar on; ten days in the first month, four in the second.
    let start = 21
    let times = (0..<14).map { Int64(start + $0) * Self.day }
    let closes = (0..<14).map { $0 < 10 ? 100.0 : 100 + 5 * Double($0 - 9) }
    var bars = MarketBars(rows: closes.map { ($0, $0, $0, $0, 1) })
    bars.times = times
    var terms = Execution()
    terms.capital = 100
    let book = try Backtest.weights(
      [1] + [Double](repeating: .nan, count: 13), frame: bars.frame(), terms: terms)
    let months = book.months
    // 22 January 1970 is day 21: ten days to the end of the month.
    #expect(months.map(\.start) == [0, 31 * Self.day])
    let best = try #require(book.bestMonth)
    #expect(best.start == 31 * Self.day && abs(best.change - 0.2) < 1e-12)
    #expect(book.days(of: best) == 10..<14)
    #expect(book.days(of: months[0]) == 0..<10)
  }

  // MARK: Days of intraday bars

  /// Quarters of a day on three days: shares of the equity with which the day began.
  @Test(arguments: [false, true]) func daysOfIntradayBars(compounds: Bool) throws {
    let closes: [Double] = [
      100, 100, 110, 121, 121, 121, 133.1, 133.1, 133.1, 133.1, 119.79, 119.79,
    ]
    var bars = MarketBars(rows: closes.map { ($0, $0, $0, $0, 1) })
    for row in bars.times.indices { bars.times[row] = Int64(row) * 6 * MarketBars.hour }
    var terms = Execution()
    (terms.capital, terms.compounds, terms.period) = (1_000, compounds, .bar)
    let axis = Axis(
      times: bars.times, known: bars.times.map { $0 + 6 * MarketBars.hour },
      frequency: 6 * MarketBars.hour)
    let frame = Frame(axis: axis, fields: bars.frame().fields, source: "test")
    let weights = [1.0] + [Double](repeating: .nan, count: 11)
    let book = try Backtest.weights(weights, frame: frame, terms: terms)
    // Ten units from the second bar on: 210 on the first day, 121 on the second, -133.1 on the third.
    let days = book.days
    #expect(days.times == [0, Self.day, 2 * Self.day])
    let bases: [Double] = compounds ? [1_000, 1_210, 1_331] : [1_000, 1_000, 1_000]
    let expected: [Double] = zip([210, 121, -133.1], bases).map { $0 / $1 }
    #expect(days.net.isNear(expected) && book.dailyReturns.returns.isNear(expected))
    #expect(abs(days.traded[0] - 1) < 1e-12 && days.traded[1] == 0)
    #expect(days.long.isNear(zip([1_210, 1_331, 1_197.9], bases).map { $0 / $1 }))
    #expect(days.short.allSatisfy { $0 == 0 })
    // Counted: two days of distance for three days, eleven quarters for twelve bars.
    #expect(abs(book.dailyReturns.periodsPerYear - 365.25) < 1e-9)
    #expect(abs(book.returns.periodsPerYear - 4 * 365.25) < 1e-9)
    #expect(book.returns.returns.count == 12)
  }

  /// A session of seven bars on five days a week: 5 / 7 of the days, seven times as many bars.
  @Test func sessionsOfAWeekAreCounted() throws {
    var times: [Int64] = []
    for week in 0..<40 {
      for weekday in 0..<5 {
        // 1970-01-05 was a Monday.
        let midnight = Int64(4 + 7 * week + weekday) * Self.day
        times += (0..<7).map { midnight + Int64(10 + $0) * MarketBars.hour }
      }
    }
    var bars = MarketBars(rows: times.indices.map { _ in (100, 101, 99, 100, 1) })
    bars.times = times
    let book = try Backtest.weights(
      times.map { _ in 1 }, frame: bars.frame(), terms: Execution())
    #expect(book.periods.dayTimes.count == 200)
    #expect(abs(book.periods.daysPerYear - 199 / 277.0 * 365.25) < 1e-9)
    let length = 277 + 6.0 / 24
    #expect(abs(book.periods.barsPerYear - 1_399 / length * 365.25) < 1e-9)
  }
}
